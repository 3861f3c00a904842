using MicroStatus.Imaris;

namespace MicroStatus.Backend.Tests.Trash;

/// <summary>Imaris files that all open, or none.</summary>
internal sealed class AnyImaris(bool opens) : IImarisFiles
{
    public ImarisFile Examine(string path, CancellationToken cancellationToken) => File.Exists(path)
        ? new ImarisFile { Path = path, Opens = opens, Reason = opens ? null : "It is cut.", Modified = new DateTimeOffset(File.GetLastWriteTimeUtc(path)) }
        : throw new FileNotFoundException(null, path);

    public ImarisFile ExamineDeeply(string path, CancellationToken cancellationToken) => Examine(path, cancellationToken);
}
