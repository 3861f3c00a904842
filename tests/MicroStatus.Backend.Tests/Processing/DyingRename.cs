using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Tests.Processing;

/// <summary>The process dies right before or right after a task gets its name.</summary>
internal sealed class DyingRename(bool isAfter) : IFileActs
{
    private readonly FileActs _acts = new();

    public void WriteFile(string path, ReadOnlySpan<byte> content) => _acts.WriteFile(path, content);

    public bool TryRename(string path, string newName)
    {
        if (isAfter)
        {
            _acts.TryRename(path, newName);
        }

        throw new InvalidOperationException("killed");
    }

    public void MakeFolder(string path) => _acts.MakeFolder(path);

    public void Delete(string path) => _acts.Delete(path);
}
