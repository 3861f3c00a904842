using MicroStatus.Trash;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A hash that is the content's length: files of one length are the same.</summary>
public sealed class FakeHashes : IFileHashes
{
    public Task<string> HashAsync(Stream content, CancellationToken cancellationToken) =>
        Task.FromResult(content.Length.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
}
