using System.Text;
using MicroStatus.Moves;
using MicroStatus.Storage;

namespace MicroStatus.Trash;

/// <summary>Whether what an entry of the trash was kept for is proven to be elsewhere (lab.md §9), by the kind of the entry.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="hiveAbsent">Why Hive cannot be believed, or null.</param>
public sealed class TrashProof(TrashTools tools, string? hiveAbsent)
{
    private const int LongestPath = 8192;

    private readonly CopyProof _copies = new(tools);

    /// <summary>Looks.</summary>
    /// <param name="entry">An entry whose time is over.</param>
    /// <param name="goesOn">Asked before a file is hashed: false ends that for now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="StatusException"><c>HashToolMissing</c>, <c>HashFailed</c>, <c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="IOException">A folder or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder or a file refuses access.</exception>
    public async Task<ProofVerdict> LookAsync(DatasetTrash entry, Func<bool> goesOn, CancellationToken cancellationToken) => entry switch
    {
        { IsDue: false } => ProofVerdict.Kept(entry.Reason ?? "Its time is not over."),
        { Kind: TrashKind.Channel } => ProofVerdict.Proven, // a colour that was not wanted: its time alone counts
        { Kind: TrashKind.Cleanup } => LookAtProduct(entry, cancellationToken),
        { Kind: TrashKind.Moved, Id: { } id } => await LookAtCopyAsync(entry, id, goesOn, cancellationToken).ConfigureAwait(false),
        _ => ProofVerdict.Kept("Nothing tells what would prove that it is not needed."),
    };

    private async Task<ProofVerdict> LookAtCopyAsync(DatasetTrash entry, long id, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        if (hiveAbsent is not null)
        {
            return ProofVerdict.Kept($"Its copy cannot be looked at: {hiveAbsent}");
        }

        var move = tools.Database.Moves.Find(new MoveFilter { Ids = [id] }).FirstOrDefault(move => move.TrashEntry == entry.Path);
        if (move is not null and not { State: MoveState.Moved })
        {
            return ProofVerdict.Kept($"The move that it comes from has not ended well ({move.State}).");
        }

        var place = StorePath.Of(move?.Destination ?? tools.Row(id)?.PathOnHive, tools.Settings.Storage);
        return place is { Kind: StorePathKind.OnHive, Path: { } copy }
            ? await _copies.LookAsync(id, entry.Path, copy, goesOn, cancellationToken).ConfigureAwait(false)
            : ProofVerdict.Kept("Neither a move nor the dataset's row tells where its copy on Hive is.");
    }

    private ProofVerdict LookAtProduct(DatasetTrash entry, CancellationToken cancellationToken)
    {
        var told = Encoding.UTF8.GetString(tools.Files.ReadFile(entry.Path + tools.Settings.Trash.ProductEnding, LongestPath)).TrimEnd('\n');
        if (!StorePath.Of(told, tools.Settings.Storage).IsOnStore)
        {
            return ProofVerdict.Kept($"The product that justified it lies on neither store: '{told}'.");
        }

        if (!told.EndsWith(".ims", StringComparison.OrdinalIgnoreCase))
        {
            return ProofVerdict.Kept($"The product that justified it is no Imaris file, so nothing shows that it is whole: {told}.");
        }

        string? reason = null;
        foreach (var path in PlacesOf(entry.Id, told))
        {
            if (hiveAbsent is not null && StorePath.Of(path, tools.Settings.Storage).Kind == StorePathKind.OnHive)
            {
                return ProofVerdict.Kept($"The product that justified it cannot be looked at: {hiveAbsent}");
            }

            try
            {
                var product = tools.Imaris.Examine(path, cancellationToken);
                return product.Opens ? ProofVerdict.Proven : ProofVerdict.Kept($"The product that justified it does not open: {path}. {product.Reason}");
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                reason = $"The product that justified it is not there: {path}.";
            }
        }

        return ProofVerdict.Kept(reason ?? $"The product that justified it is not there: {told}.");
    }

    // Where it was, where its dataset's moves took it, and where it was taken from there.
    private IEnumerable<string> PlacesOf(long? id, string product)
    {
        yield return product;
        if (id is not { } dataset)
        {
            yield break;
        }

        var relocations = tools.Database.Trash.FindRelocations(dataset);
        if (FileRelocations.Follow(relocations, product) is { } taken)
        {
            yield return taken.Path;
        }

        foreach (var move in tools.Database.Moves.Find(new MoveFilter { Ids = [dataset], States = [MoveState.Moved] }))
        {
            if (product.StartsWith(move.Source + "/", StringComparison.Ordinal))
            {
                var moved = move.Destination + product[move.Source.Length..];
                yield return FileRelocations.Follow(relocations, moved)?.Path ?? moved;
            }
        }
    }
}
