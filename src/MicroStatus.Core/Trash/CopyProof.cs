using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>Whether the copy of a moved dataset still is what the move's manifest says, and its trash entry nothing else (lab.md §9).</summary>
/// <remarks>A file whose stamp is the one that the move noted after its proof was not written since, so that it need not be read. Any other file
/// is hashed and compared with the manifest. What is beside that on Hive does no harm.</remarks>
/// <param name="tools">What it needs.</param>
public sealed class CopyProof(TrashTools tools)
{
    /// <summary>Looks.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="entryPath">The entry.</param>
    /// <param name="copyPath">Its copy.</param>
    /// <param name="goesOn">Asked before a file is hashed: false ends that for now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="StatusException"><c>HashToolMissing</c>, <c>HashFailed</c>, <c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="IOException">A folder or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder or a file refuses access.</exception>
    public async Task<ProofVerdict> LookAsync(long id, string entryPath, string copyPath, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        using var beside = tools.Folders.Open(Path.GetDirectoryName(entryPath)!);
        using var entry = tools.Folders.Open(entryPath);
        using var copy = tools.Folders.Open(copyPath);
        if (beside is null || entry is null)
        {
            return ProofVerdict.Kept("It is no folder (any more).");
        }

        if (copy is null)
        {
            return ProofVerdict.Kept($"Its copy is not at {copyPath}.");
        }

        var name = Path.GetFileName(entryPath);
        var manifestFile = beside.OpenFile(Encoding.UTF8.GetBytes(name + MoveManifest.TrashEnding));
        if (manifestFile is null)
        {
            return ProofVerdict.Kept("It has no manifest, so its copy cannot be proven.");
        }

        await using (manifestFile.ConfigureAwait(false))
        {
            using var listing = new CopyListing(beside.OpenFile(Encoding.UTF8.GetBytes(name + MoveManifest.CopyEnding)), name + MoveManifest.CopyEnding);
            var files = new CopiedFiles(tools, copy, copyPath, tools.Database.Trash.FindRelocations(id), goesOn);
            try
            {
                var manifest = MoveManifest.Open(manifestFile, name + MoveManifest.TrashEnding);
                return await CompareAsync(manifest, listing, entry, files, cancellationToken).ConfigureAwait(false);
            }
            catch (StatusException e) when (e.ErrorId == "MoveManifestInvalid")
            {
                return ProofVerdict.Kept($"Its manifest is damaged, so its copy cannot be proven: {e.Message}");
            }
            finally
            {
                files.Remember();
            }
        }
    }

    private static async Task<ProofVerdict> CompareAsync(
        MoveManifest manifest, CopyListing listing, IDataFolder entry, CopiedFiles files, CancellationToken cancellationToken)
    {
        long known = 0;
        foreach (var told in manifest.Entries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (told.PathBytes.Length > 0 && entry.Find(told.PathBytes.Span) is { } kept)
            {
                known++;
                if (!IsSame(told, kept))
                {
                    return ProofVerdict.Kept($"It was changed after the move: {told.Path}.");
                }
            }

            var noted = listing.Next(told);
            if (await files.CompareAsync(told, noted, listing.IsUsable, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                return ProofVerdict.Kept(problem);
            }
        }

        // What the manifest does not know has no copy.
        if (entry.Walk(cancellationToken).Skip((int)Math.Min(known, int.MaxValue)).Any())
        {
            return ProofVerdict.Kept("There is something in it that came after the move.");
        }

        return files.LeftToHash == 0 ? ProofVerdict.Proven : ProofVerdict.Unfinished(files.LeftToHash, files.BytesToHash);
    }

    private static bool IsSame(MoveManifestEntry told, FileStamp kept) => told.Kind == EntryKind.Folder
        ? kept.Kind == EntryKind.Folder
        : kept with { Changed = 0 } == told.Stamp with { Changed = 0 };
}
