using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Trash;

/// <summary>Fails a test in which anything is hashed.</summary>
internal sealed class NoHashes : IFileHashes
{
    public Task<string> HashAsync(Stream content, CancellationToken cancellationToken) => throw new InvalidOperationException("Something was hashed.");
}
