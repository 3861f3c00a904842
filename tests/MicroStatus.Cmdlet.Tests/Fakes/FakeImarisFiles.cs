using MicroStatus.Imaris;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Imaris files in memory: those that are not here are not there.</summary>
public sealed class FakeImarisFiles : IImarisFiles
{
    public IDictionary<string, ImarisFile> Files { get; } = new Dictionary<string, ImarisFile>(StringComparer.Ordinal);

    /// <summary>Thrown for a path.</summary>
    public IDictionary<string, Exception> Faults { get; } = new Dictionary<string, Exception>(StringComparer.Ordinal);

    public IList<string> Deep { get; } = [];

    public ImarisFile Examine(string path, CancellationToken cancellationToken) =>
        Faults.TryGetValue(path, out var fault) ? throw fault
        : Files.TryGetValue(path, out var file) ? file
        : throw new FileNotFoundException("Gone.", path);

    public ImarisFile ExamineDeeply(string path, CancellationToken cancellationToken)
    {
        Deep.Add(path);
        return Examine(path, cancellationToken);
    }
}
