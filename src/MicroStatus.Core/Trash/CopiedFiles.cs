using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>Compares files of a copy with what a manifest says of them, and reads as few of them as it can.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="copy">The copy.</param>
/// <param name="copyPath">Where it is.</param>
/// <param name="relocations">Files of it that were taken elsewhere.</param>
/// <param name="goesOn">Asked before a file is hashed.</param>
internal sealed class CopiedFiles(TrashTools tools, IDataFolder copy, string copyPath, IReadOnlyList<FileRelocation> relocations, Func<bool> goesOn)
{
    private readonly List<HashedFile> _hashed = [];

    /// <summary>Files that would have to be hashed.</summary>
    public long LeftToHash { get; private set; }

    /// <summary>Their bytes.</summary>
    public long BytesToHash { get; private set; }

    /// <summary>Compares one entry.</summary>
    /// <param name="told">What the manifest says.</param>
    /// <param name="noted">What was noted of the copy after its proof, or null.</param>
    /// <param name="isNoted">There is a usable listing of the copy.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is wrong, in a sentence; null when nothing is.</returns>
    public async Task<string?> CompareAsync(MoveManifestEntry told, FileStamp? noted, bool isNoted, CancellationToken cancellationToken)
    {
        if (copy.Find(told.PathBytes.Span) is { } stamp)
        {
            return await CompareAsync(told, copy, told.PathBytes, Path.Join(copyPath, told.Path), stamp, noted, isNoted, cancellationToken).ConfigureAwait(false);
        }

        if (FileRelocations.Follow(relocations, Path.Join(copyPath, told.Path)) is not ({ } path, var ofItself))
        {
            return $"Its copy has no {told.Path} any more.";
        }

        using var folder = tools.Folders.Open(Path.GetDirectoryName(path)!);
        var name = Encoding.UTF8.GetBytes(Path.GetFileName(path));
        return folder?.Find(name) is { } moved
            ? await CompareAsync(
                told, folder, name, path, moved, noted is { } proven ? FileRelocations.Expected(proven, ofItself) : null, isNoted, cancellationToken).ConfigureAwait(false)
            : $"{told.Path} of its copy was taken to {path}, and is not there.";
    }

    /// <summary>Notes what was found, so that it need not be read again.</summary>
    public void Remember()
    {
        if (_hashed.Count > 0)
        {
            tools.Gate.WriteOwn((database, lease) => database.Trash.WriteHashes(_hashed, lease));
            _hashed.Clear();
        }
    }

    private async Task<string?> CompareAsync(
        MoveManifestEntry told,
        IDataFolder folder,
        ReadOnlyMemory<byte> name,
        string path,
        FileStamp stamp,
        FileStamp? expected,
        bool isNoted,
        CancellationToken cancellationToken)
    {
        if (stamp.Kind != told.Kind)
        {
            return $"{path} is not what it was: {Word(stamp.Kind)}, not {Word(told.Kind)}.";
        }

        switch (told.Kind)
        {
            case EntryKind.Link:
                return folder.ReadLink(name.Span) is { } target && told.TargetBytes.Span.SequenceEqual(target) ? null : $"The link {path} leads elsewhere now.";
            case EntryKind.File when stamp.Size != told.Size:
                return FormattableString.Invariant($"{path} has {stamp.Size} bytes, not {told.Size}.");
            case EntryKind.File when expected != stamp:
                return told.Hash is { } hash
                    ? await CompareContentAsync(folder, name, path, stamp, hash, cancellationToken).ConfigureAwait(false)
                    : !isNoted && SameSecond(stamp.Modified, told.Stamp.Modified)
                        ? null
                        : $"{path} was written after the move, which compared sizes alone.";
            default:
                return null;
        }
    }

    private async Task<string?> CompareContentAsync(
        IDataFolder folder, ReadOnlyMemory<byte> name, string path, FileStamp stamp, string hash, CancellationToken cancellationToken)
    {
        if (tools.Database.Trash.FindHash(path) is { } known && known.Stamp == stamp)
        {
            return Verdict(path, known.Hash, hash);
        }

        if (LeftToHash > 0 || !goesOn())
        {
            LeftToHash++;
            BytesToHash += stamp.Size;
            return null;
        }

        var content = folder.OpenFile(name.Span);
        if (content is null)
        {
            return $"{path} is gone.";
        }

        await using (content.ConfigureAwait(false))
        {
            var found = await tools.Hashes.HashAsync(content, cancellationToken).ConfigureAwait(false);
            if (folder.Find(name.Span) != stamp)
            {
                return $"{path} is being written.";
            }

            // Text that names the file again: bytes that are not UTF-8 would name another one.
            if (!path.Contains('\uFFFD', StringComparison.Ordinal))
            {
                _hashed.Add(new HashedFile(path, stamp, found));
            }

            return Verdict(path, found, hash);
        }
    }

    private static string? Verdict(string path, string found, string hash) => found == hash ? null : $"{path} is not what was moved: its content has changed.";

    private static bool SameSecond(long one, long other) => one / 1_000_000_000 == other / 1_000_000_000;

    private static string Word(EntryKind kind) => kind switch
    {
        EntryKind.File => "a file",
        EntryKind.Folder => "a folder",
        EntryKind.Link => "a link",
        _ => "something else",
    };
}
