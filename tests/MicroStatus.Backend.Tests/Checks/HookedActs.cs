using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>Real acts on the store, after each of which something happens.</summary>
internal sealed class HookedActs(Action after) : IFileActs
{
    private readonly FileActs _acts = new();

    public void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        _acts.WriteFile(path, content);
        after();
    }

    public bool TryRename(string path, string newName) => _acts.TryRename(path, newName);

    public void MakeFolder(string path) => _acts.MakeFolder(path);

    public void Delete(string path) => _acts.Delete(path);
}
