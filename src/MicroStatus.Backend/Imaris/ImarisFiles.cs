using MicroStatus.Acquisition;
using MicroStatus.Backend.Imaris.Hdf5;
using MicroStatus.Configuration;
using MicroStatus.Imaris;

namespace MicroStatus.Backend.Imaris;

/// <summary>Examines Imaris files with a small HDF5 reader of its own, in which nothing that a file holds can run wild.</summary>
/// <remarks>
/// General HDF5 libraries trust the file: they follow links into other files, allocate what a length says, and a soft link that leads to itself ends
/// the process. Here every read is bounded, every tree gets lower with each step, and the number of reads is limited.
/// </remarks>
/// <param name="settings">The settings of Imaris files.</param>
public sealed class ImarisFiles(ImarisSettings settings) : IImarisFiles
{
    /// <inheritdoc/>
    public ImarisFile Examine(string path, CancellationToken cancellationToken) => Examine(path, readsChunks: false, cancellationToken);

    /// <inheritdoc/>
    public ImarisFile ExamineDeeply(string path, CancellationToken cancellationToken) => Examine(path, readsChunks: true, cancellationToken);

    private ImarisFile Examine(string path, bool readsChunks, CancellationToken cancellationToken)
    {
        using var source = Hdf5Source.Open(path, cancellationToken);
        var facts = source.Facts;
        var file = new ImarisFile { Path = path, FileSize = facts.Length, Modified = facts.Modified };
        if (facts.Kind != EntryKind.File)
        {
            return file with { FileSize = 0, Reason = facts.Kind == EntryKind.Folder ? "It is a folder." : "It is no regular file." };
        }

        var isPart = path.EndsWith(settings.Ending + settings.PartEnding, StringComparison.OrdinalIgnoreCase);
        var read = facts.Length == 0 ? file with { Reason = "It is empty: 0 bytes." } : Read(source, file, readsChunks);
        return isPart
            ? read with { Opens = false, IsBeingWritten = true, Reason = $"It is still being written: its name ends in {settings.PartEnding}." }
            : read;
    }

    private ImarisFile Read(Hdf5Source source, ImarisFile file, bool readsChunks)
    {
        Hdf5Superblock? head;
        try
        {
            head = Hdf5Superblock.Read(source);
        }
        catch (Hdf5Fault e)
        {
            return file with { Reason = $"Its HDF5 header is damaged: {e.Message}." };
        }

        if (head is null)
        {
            return file with { Reason = "It is no HDF5 file: the signature is missing." };
        }

        var walk = new ImarisWalk(settings.Group, readsChunks);
        var fault = walk.Read(source, head.RootAddress);
        file = walk.Describe(file);
        var extra = source.Facts.Length - head.End;
        if (extra < 0)
        {
            return file with { Reason = $"It is too short: {source.Facts.Length} of {head.End} bytes are there. It was cut, or is still being copied." };
        }

        if (head.IsOpenForWriting)
        {
            return file with { IsBeingWritten = true, Reason = "It is still being written, or its writer stopped in the middle: it is marked as open for writing." };
        }

        if (extra > 0)
        {
            return file with
            {
                IsBeingWritten = true,
                Reason = $"It is still being written, or its writer stopped in the middle: its header knows {head.End} of {source.Facts.Length} bytes.",
            };
        }

        return fault is null ? file with { Opens = true } : file with { Reason = fault };
    }
}
