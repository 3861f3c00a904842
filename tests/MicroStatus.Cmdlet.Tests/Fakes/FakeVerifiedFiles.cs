using MicroStatus.Acquisition;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Verified files, in memory.</summary>
public sealed class FakeVerifiedFiles : IVerifiedFiles
{
    public IDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    public void Write(string path, Action<Stream> write, Action<Stream> verify)
    {
        using var stream = new MemoryStream();
        write(stream);
        stream.Position = 0;
        verify(stream);
        Files[path] = stream.ToArray();
    }

    public Stream? Open(string path) => Files.TryGetValue(path, out var content) ? new MemoryStream(content) : null;
}
