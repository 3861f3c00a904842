using MicroStatus.Acquisition;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>A store on which nothing can be written.</summary>
internal sealed class FullDisk : IFileActs
{
    public void WriteFile(string path, ReadOnlySpan<byte> content) => throw new IOException("No space left on device.");

    public bool TryRename(string path, string newName) => throw new IOException("No space left on device.");

    public void MakeFolder(string path) => throw new IOException("No space left on device.");

    public void Delete(string path) => throw new IOException("No space left on device.");
}
