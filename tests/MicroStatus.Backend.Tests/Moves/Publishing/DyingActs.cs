using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Tests.Moves.Publishing;

/// <summary>Real files of a process that dies when it writes a note.</summary>
internal sealed class DyingActs : IFileActs
{
    private readonly FileActs _inner = new();

    public void WriteFile(string path, ReadOnlySpan<byte> content) => throw new InvalidOperationException("Killed before a file was written.");

    public bool TryRename(string path, string newName) => _inner.TryRename(path, newName);

    public void MakeFolder(string path) => _inner.MakeFolder(path);

    public void Delete(string path) => _inner.Delete(path);
}
