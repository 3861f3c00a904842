using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>Imaris files of tiles: one for each tile position, shutter and rotation, and all of them open (lab.md §4).</summary>
/// <remarks>They are opened once the set is complete. One that opened is not opened again as long as its size and its time are the same.</remarks>
/// <param name="settings">The glob.</param>
/// <param name="products">Opens them.</param>
internal sealed class ConversionStage(MesoSpimProcessingSettings settings, ImarisProducts products)
{
    /// <summary>Compares names.</summary>
    public ProductCount Count(MesoSpimContents contents) => ProductCount.Of(
        contents.Tiles.Select(PositionOf).ToHashSet(),
        contents.ExpectedWithoutChannels,
        Names(contents).Select(name => contents.TileOf(name) is { } tile ? PositionOf(tile) : null));

    /// <summary>Reads the stage.</summary>
    /// <param name="contents">What is listed.</param>
    /// <param name="remembered">What was remembered of the last look.</param>
    /// <param name="isUsed">The montage opens.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>The reading, and what is known of files that opened.</returns>
    public (StageReading Reading, IReadOnlyList<string> Opened) Read(
        MesoSpimContents contents, MesoSpimProcessingSummary? remembered, bool isUsed, CancellationToken cancellationToken)
    {
        var count = Count(contents);
        if (isUsed)
        {
            return (Reading(contents, StageState.Done, "The montage of the tiles is there.", count), []);
        }

        if (count.IsComplete)
        {
            return ByContent(contents, count, remembered?.Opened ?? [], cancellationToken);
        }

        var parts = products.Parts(contents.ImarisFolder, contents.Imaris, settings.ImsFiles);
        return (count.Found == 0 && parts.Count == 0
            ? Reading(contents, StageState.Waiting, "No Imaris file of a tile is there yet.", count)
            : Reading(contents, StageState.Running, string.Create(CultureInfo.InvariantCulture, $"{count.Found} of {count.Expected} Imaris files of tiles are there."), count) with
            {
                Progress = string.Create(CultureInfo.InvariantCulture, $"{count.Found}{string.Concat(parts.Select(part => part.Size).Order().Select(size => $"+{size}"))}"),
            }, []);
    }

    private (StageReading Reading, IReadOnlyList<string> Opened) ByContent(
        MesoSpimContents contents, ProductCount count, IReadOnlyList<string> remembered, CancellationToken cancellationToken)
    {
        var known = remembered.ToHashSet(StringComparer.Ordinal);
        var opened = new List<string>();
        var closed = new List<ImarisProduct>();
        DateTimeOffset? newest = null;
        foreach (var name in Names(contents))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = Path.Join(contents.ImarisFolder, name);
            var facts = products.Find(path) ?? default;
            var stamp = StampOf(name, facts);
            newest = newest > facts.Modified ? newest : facts.Modified;
            if (known.Contains(stamp))
            {
                opened.Add(stamp);
                continue;
            }

            // One that went meanwhile is being replaced.
            var product = products.Open(path, facts, cancellationToken) ?? new ImarisProduct(ImarisProductState.BeingWritten, path, 0, default, null);
            if (product.State == ImarisProductState.Opens)
            {
                opened.Add(stamp);
            }
            else
            {
                closed.Add(product);
            }
        }

        opened.Sort(StringComparer.Ordinal);
        return (ByContent(contents, count, closed) with { Moment = newest }, opened);
    }

    private static StageReading ByContent(MesoSpimContents contents, ProductCount count, List<ImarisProduct> closed)
    {
        if (closed.Find(product => product.State == ImarisProductState.Broken) is { } broken)
        {
            var failure = ImarisProducts.Broken(broken, contents.Folder);
            return Reading(contents, StageState.Failed, failure.Finding, count) with { Failure = failure };
        }

        return closed.Count == 0
            ? Reading(contents, StageState.Done, string.Create(CultureInfo.InvariantCulture, $"All {count.Expected} Imaris files of tiles open."), count)
            : Reading(contents, StageState.Running, $"{closed[0].Name} is being written.", count) with
            {
                Progress = string.Create(CultureInfo.InvariantCulture, $"{count.Found}:{closed.Sum(product => product.Size)}"),
            };
    }

    private IReadOnlyList<string> Names(MesoSpimContents contents) => ImarisProducts.Names(contents.Imaris, settings.ImsFiles);

    private static TilePosition PositionOf(TileName tile) => new(tile.Tile, tile.Shutter, tile.Rotation);

    // FNV-1a: short, and the same on every machine.
    private static string StampOf(string name, FileFacts facts)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}|{facts.Length}|{facts.Modified.UtcTicks}")))
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static StageReading Reading(MesoSpimContents contents, StageState state, string why, ProductCount count) => new()
    {
        Stage = StageKind.Conversion,
        State = state,
        Why = why,
        StatusUntilDone = contents.IsDeconvolved ? ProcessingStatus.DeconDone : ProcessingStatus.InProgress,
        StatusWhenDone = ProcessingStatus.ImsConverted,
        Percent = state == StageState.Running ? count.Percent : null,
    };
}
