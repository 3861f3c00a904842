using System.Text;
using MicroStatus.Acquisition;

namespace MicroStatus.Moves.Job;

/// <summary>One entry of a manifest.</summary>
public sealed record MoveManifestEntry
{
    /// <summary>A file, a folder or a link.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>The BLAKE2b hash of a file, 64 hexadecimal digits; null for a folder, a link, and where sizes are the proof.</summary>
    public required string? Hash { get; init; }

    /// <summary>Size in bytes: of a file its content, of a link its target's name, of a folder 0.</summary>
    public required long Size { get; init; }

    /// <summary>Modification time: whole seconds since 1970.</summary>
    public required long ModifiedSeconds { get; init; }

    /// <summary>Modification time: nanoseconds after the second.</summary>
    public required int ModifiedNanoseconds { get; init; }

    /// <summary>Time of the last change of content, name or permissions (ctime): whole seconds since 1970; 0 for a folder.</summary>
    public long ChangedSeconds { get; init; }

    /// <summary>Time of the last change: nanoseconds after the second.</summary>
    public int ChangedNanoseconds { get; init; }

    /// <summary>Inode in the source.</summary>
    public required ulong Inode { get; init; }

    /// <summary>Names that the inode has.</summary>
    public required long Links { get; init; }

    /// <summary>Blocks of 512 bytes on disk; 0 for a folder. Fewer than the size needs: a sparse or a compressed file.</summary>
    public required long Blocks { get; init; }

    /// <summary>Permission bits.</summary>
    public required UnixFileMode Permission { get; init; }

    /// <summary>The path below the dataset, as the bytes that it is; empty for the dataset's folder itself.</summary>
    public required ReadOnlyMemory<byte> PathBytes { get; init; }

    /// <summary>A link's target as bytes; empty for others.</summary>
    public required ReadOnlyMemory<byte> TargetBytes { get; init; }

    /// <summary>What tells whether the file was written since.</summary>
    public Trash.FileStamp Stamp => new(
        Kind, Size, (ModifiedSeconds * 1_000_000_000) + ModifiedNanoseconds, (ChangedSeconds * 1_000_000_000) + ChangedNanoseconds, Inode);

    /// <summary>The path as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Path => Encoding.UTF8.GetString(PathBytes.Span);

    /// <summary>A link's target as text, or null for others.</summary>
    public string? Target => Kind == EntryKind.Link ? Encoding.UTF8.GetString(TargetBytes.Span) : null;
}
