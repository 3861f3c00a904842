using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>Lists what goes to the trash, as the manifests of moves list a dataset (see <see cref="MoveManifest"/>); nothing is hashed.</summary>
/// <remarks>Names, blocks and permissions are not looked at, and stand as 0. An OME-Zarr group is one entry: its chunks may be a million files, and
/// a stat of each is what costs (lab.md §1).</remarks>
internal sealed class DiscardManifest
{
    private readonly List<(byte[] Path, FileStamp Stamp, byte[]? Target)> _entries = [];

    private DiscardManifest()
    {
    }

    /// <summary>Files that are listed.</summary>
    public long Files { get; private set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>OME-Zarr groups, whose files are not counted.</summary>
    public int Groups { get; private set; }

    /// <summary>Lists what goes.</summary>
    /// <param name="folders">Opens folders.</param>
    /// <param name="folder">The dataset's folder.</param>
    /// <param name="items">What goes.</param>
    /// <param name="zarrEnding">Ending of an OME-Zarr group.</param>
    /// <returns>The list.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public static DiscardManifest Of(IDataFolders folders, string folder, IEnumerable<DiscardItem> items, string zarrEnding)
    {
        var manifest = new DiscardManifest();
        using var dataset = folders.Open(folder) ?? throw new DirectoryNotFoundException($"'{folder}' is not there.");
        manifest.Add([], dataset.Find([]), target: null);
        foreach (var item in items)
        {
            var path = Encoding.UTF8.GetBytes(item.Path);
            manifest.Add(path, dataset.Find(path), target: null);
            if (item.Path.EndsWith(zarrEnding, StringComparison.Ordinal))
            {
                manifest.Groups++;
            }
            else
            {
                manifest.AddBelow(folders, Path.Join(folder, item.Path), path);
            }
        }

        manifest._entries.Sort((one, other) => one.Path.AsSpan().SequenceCompareTo(other.Path));
        return manifest;
    }

    /// <summary>The records of the manifest.</summary>
    /// <returns>Its content.</returns>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        Record(stream, "microstatus-manifest 1 " + MoveManifest.Word(MoveProof.Sizes));
        foreach (var (path, stamp, target) in _entries)
        {
            var (kind, changed) = stamp.Kind switch
            {
                EntryKind.File => ("f", TimeOf(stamp.Changed)),
                EntryKind.Link => ("l", TimeOf(stamp.Changed)),
                _ => ("d", "0"),
            };
            Text(stream, string.Create(CultureInfo.InvariantCulture, $"- {kind} {stamp.Size} {TimeOf(stamp.Modified)} {changed} {stamp.Inode} 0 0 0 ."));
            Text(stream, path.Length == 0 ? string.Empty : "/");
            stream.Write(path);
            stream.Write(target is null ? [] : [.. "//"u8, .. target]);
            stream.WriteByte(0);
        }

        Record(stream, string.Create(CultureInfo.InvariantCulture, $"end {_entries.Count} {Bytes}"));
        return stream.ToArray();
    }

    private void AddBelow(IDataFolders folders, string path, byte[] above)
    {
        using var folder = folders.Open(path); // null: a file
        foreach (var found in folder?.Walk(CancellationToken.None) ?? [])
        {
            byte[] below = [.. above, (byte)'/', .. found.PathBytes.Span];
            Add(below, found.Stamp, found.Stamp.Kind == EntryKind.Link ? folder!.ReadLink(found.PathBytes.Span) : null);
        }
    }

    // Sockets and pipes have no place in a manifest; what went meanwhile does not go.
    private void Add(byte[] path, FileStamp? found, byte[]? target)
    {
        if (found is { Kind: not EntryKind.Other } stamp && (stamp.Kind != EntryKind.Link || target is not null))
        {
            _entries.Add((path, stamp, target));
            Files += stamp.Kind == EntryKind.File ? 1 : 0;
            Bytes += stamp.Kind == EntryKind.File ? stamp.Size : 0;
        }
    }

    private static string TimeOf(long nanoseconds)
    {
        var (seconds, rest) = Math.DivRem(nanoseconds, 1_000_000_000);
        return rest < 0
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds - 1}.{rest + 1_000_000_000:D9}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest:D9}");
    }

    private static void Record(MemoryStream stream, string text)
    {
        Text(stream, text);
        stream.WriteByte(0);
    }

    private static void Text(MemoryStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
