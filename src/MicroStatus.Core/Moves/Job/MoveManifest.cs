using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;

namespace MicroStatus.Moves.Job;

/// <summary>Reads the manifest of a move: what was in the dataset, entry by entry, in the order of their paths' bytes.</summary>
/// <remarks>Records that end with NUL: <c>microstatus-manifest 1 proof</c>, then one an entry, <c>hash type size mtime ctime inode links
/// blocks permission ./path</c> (a link: <c>./path//target</c>; no hash: <c>-</c>), then <c>end entries bytes</c>. Memory does not grow with
/// the number of entries.</remarks>
public sealed class MoveManifest
{
    /// <summary>Ending of the copy of the manifest that lies beside a trash entry.</summary>
    public const string TrashEnding = ".manifest";

    /// <summary>Ending of the listing of the proven copy that lies beside a trash entry: a manifest without hashes, of the copy's own inodes and times.</summary>
    public const string CopyEnding = ".copy";

    private const string Head = "microstatus-manifest 1 ";
    private const int FieldsBeforePath = 9;

    private readonly NulRecords _records;
    private readonly string _name;

    private MoveManifest(NulRecords records, string name, MoveProof proof)
    {
        _records = records;
        _name = name;
        Proof = proof;
    }

    /// <summary>What the copy was compared by.</summary>
    public MoveProof Proof { get; }

    /// <summary>Begins to read a manifest.</summary>
    /// <param name="stream">Its content; stays the caller's.</param>
    /// <param name="name">What errors call it, for example its path.</param>
    /// <returns>The manifest, whose entries are read once.</returns>
    /// <exception cref="StatusException"><c>MoveManifestInvalid</c>: this is no manifest, or one of a later version.</exception>
    /// <exception cref="IOException">Reading failed.</exception>
    public static MoveManifest Open(Stream stream, string name)
    {
        var records = new NulRecords(stream);
        var head = records.Next() is { } record ? Encoding.UTF8.GetString(record.Span) : string.Empty;
        foreach (var proof in Enum.GetValues<MoveProof>())
        {
            if (head == Head + Word(proof))
            {
                return new MoveManifest(records, name, proof);
            }
        }

        throw Invalid(name, "it does not begin as one");
    }

    /// <summary>Reads the entries, each as it is asked for. That the manifest is whole is known when the last one was read.</summary>
    /// <returns>The entries; the dataset's folder itself is the first.</returns>
    /// <exception cref="StatusException"><c>MoveManifestInvalid</c>: a record is damaged, or the end is missing.</exception>
    /// <exception cref="IOException">Reading failed.</exception>
    public IEnumerable<MoveManifestEntry> Entries()
    {
        long entries = 0;
        long bytes = 0;
        while (_records.Next() is { } record)
        {
            if (record.Span.StartsWith("end "u8))
            {
                if (!record.Span.SequenceEqual(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"end {entries} {bytes}"))) || _records.Next() is not null)
                {
                    throw Invalid(_name, "its end does not agree with its entries");
                }

                yield break;
            }

            var entry = Parse(record) ?? throw Invalid(_name, $"entry {(entries + 1).ToString(CultureInfo.InvariantCulture)} is damaged");
            entries++;
            bytes += entry.Kind == EntryKind.File ? entry.Size : 0;
            yield return entry;
        }

        throw Invalid(_name, "its end is missing");
    }

    /// <summary>What a manifest and a script call a proof.</summary>
    internal static string Word(MoveProof proof) => proof == MoveProof.Hashes ? "blake2b-256" : "none";

    private static MoveManifestEntry? Parse(ReadOnlyMemory<byte> record)
    {
        var fields = new string[FieldsBeforePath];
        var rest = record;
        for (var i = 0; i < FieldsBeforePath; i++)
        {
            var blank = rest.Span.IndexOf((byte)' ');
            if (blank < 0)
            {
                return null;
            }

            fields[i] = Encoding.ASCII.GetString(rest.Span[..blank]);
            rest = rest[(blank + 1)..];
        }

        var split = fields[1] == "l" ? rest.Span.IndexOf("//"u8) : rest.Length;
        var kind = fields[1] switch { "f" => EntryKind.File, "d" => EntryKind.Folder, "l" => EntryKind.Link, _ => EntryKind.Other };
        var isNumber = long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            & ulong.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
            & long.TryParse(fields[6], NumberStyles.None, CultureInfo.InvariantCulture, out var links)
            & long.TryParse(fields[7], NumberStyles.None, CultureInfo.InvariantCulture, out var blocks);
        if (!isNumber || kind == EntryKind.Other || split < 1 || PathOf(rest[..split]) is not { } path || TimeOf(fields[3]) is not { } time || TimeOf(fields[4]) is not { } changed
            || PermissionOf(fields[8]) is not { } permission || (fields[0] != "-" && fields[0].Length != 64))
        {
            return null;
        }

        return new MoveManifestEntry
        {
            Kind = kind,
            Hash = fields[0] == "-" ? null : fields[0],
            Size = size,
            ModifiedSeconds = time.Seconds,
            ModifiedNanoseconds = time.Nanoseconds,
            ChangedSeconds = changed.Seconds,
            ChangedNanoseconds = changed.Nanoseconds,
            Inode = inode,
            Links = links,
            Blocks = blocks,
            Permission = permission,
            PathBytes = path,
            TargetBytes = kind == EntryKind.Link ? rest[(split + 2)..] : default,
        };
    }

    private static ReadOnlyMemory<byte>? PathOf(ReadOnlyMemory<byte> path) =>
        path.Span.SequenceEqual("."u8) ? ReadOnlyMemory<byte>.Empty
        : path.Length > 2 && path.Span.StartsWith("./"u8) ? path[2..]
        : (ReadOnlyMemory<byte>?)null; // plain null would be an empty array

    // find writes ten digits after the point: nanoseconds and a zero. A folder's ctime is not kept: a lone zero.
    private static (long Seconds, int Nanoseconds)? TimeOf(string text) =>
        text == "0" ? (0, 0) : text.Split('.') is [var seconds, { Length: >= 9 } fraction]
        && long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
        && int.TryParse(fraction.AsSpan(0, 9), NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            ? (whole, nanoseconds)
            : null;

    private static UnixFileMode? PermissionOf(string text)
    {
        var bits = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7')
            {
                return null;
            }

            bits = (bits << 3) | (digit - '0');
        }

        return text.Length is > 0 and <= 4 ? (UnixFileMode)bits : null;
    }

    private static StatusException Invalid(string name, string problem) => new(
        "MoveManifestInvalid",
        StatusErrorCategory.InvalidData,
        $"{name} is not a usable manifest of a move: {problem}.",
        "Nothing may be deleted on its word; compare source and destination by hand.",
        name);
}
