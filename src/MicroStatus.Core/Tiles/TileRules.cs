using System.Globalization;
using MicroStatus.Configuration;

namespace MicroStatus.Tiles;

/// <summary>What is wrong with a tile set, by names and metadata, by each file, and by the files beside each other. Pure.</summary>
/// <param name="settings">How much may be saturated.</param>
public sealed class TileRules(TileSettings settings)
{
    private const string CutOff = "truncated: ";

    /// <summary>What names, metadata and stage positions tell.</summary>
    /// <param name="set">The set.</param>
    /// <returns>The findings, in order.</returns>
    public static IEnumerable<TileFinding> OfSet(TileSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        foreach (var problem in set.Problems)
        {
            yield return TileFinding.Of(set, new Tile { Channel = set.Channel, Path = set.Path }, TileFindingKind.Metadata, $"The metadata cannot be right: {problem}.");
        }

        // While imaging goes on, what the plan has after the last tile that was begun is still to come.
        var last = set.Tiles.Select(tile => tile.Index).Max() ?? -1;
        foreach (var missing in set.Missing.Where(tile => !set.IsImaging || tile.Z is not null || tile.Index < last))
        {
            yield return TileFinding.Of(set, missing, TileFindingKind.Missing, $"{TileWords.Start(missing)} is missing.");
        }

        foreach (var tile in set.Tiles.Where(tile => tile is { Path: null, IsGrowing: false }))
        {
            yield return TileFinding.Of(set, tile, TileFindingKind.Missing, $"{TileWords.Start(tile)} has metadata, but no image.");
        }

        foreach (var same in set.Tiles.Where(tile => tile is { Path: not null, Index: not null }).GroupBy(tile => (tile.Z, tile.Index)).Where(same => same.Skip(1).Any()))
        {
            foreach (var tile in same.Skip(1))
            {
                yield return TileFinding.Of(set, tile, TileFindingKind.Duplicate, $"{TileWords.Start(tile)} is there more than once: {Path.GetFileName(same.First().Path)} and {Path.GetFileName(tile.Path)}.");
            }
        }

        foreach (var tile in set.Tiles.Where(tile => tile.IsExtra))
        {
            yield return TileFinding.Of(set, tile, TileFindingKind.Extra, $"{TileWords.Start(tile)} is beyond what the metadata of the dataset plans.");
        }

        foreach (var tile in set.Tiles)
        {
            foreach (var problem in tile.Problems)
            {
                yield return TileFinding.Of(set, tile, TileFindingKind.Metadata, $"The metadata of {TileWords.Of(tile)} cannot be right: {problem}.");
            }
        }

        // Where nothing is written any more, a tile that was never said to be over was not finished.
        foreach (var tile in set.Tiles.Where(tile => tile is { Path: not null, HasStopped: false, IsGrowing: false, Problems.Count: 0 }))
        {
            yield return TileFinding.Of(set, tile, TileFindingKind.Metadata, $"{TileWords.Start(tile)} was not finished: its metadata does not say that imaging stopped.");
        }

        foreach (var misfit in set.Misfits)
        {
            if (set.Tiles.FirstOrDefault(tile => tile.Index == misfit.Tile) is { } tile)
            {
                yield return TileFinding.Of(set, tile, TileFindingKind.OffGrid, $"{TileWords.Start(tile)}: {misfit.Text}");
            }
        }
    }

    /// <summary>What a file tells by itself, and beside its metadata.</summary>
    /// <param name="set">Its set.</param>
    /// <param name="tile">Its tile, whose path names the file.</param>
    /// <param name="file">What was seen of it.</param>
    /// <returns>The findings, in order; none for a tile that is still being written.</returns>
    public IEnumerable<TileFinding> OfFile(TileSet set, Tile tile, TiffFile file)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(file);
        if (tile.IsGrowing)
        {
            yield break;
        }

        foreach (var same in file.Faults.GroupBy(fault => KindOf(fault.Kind)))
        {
            var first = same.First();
            var more = same.Count() - 1;
            var where = first.Plane is { } plane && tile.Planes != 1 ? Text($"plane {plane}: ") : string.Empty;
            var what = first.Text.StartsWith(CutOff, StringComparison.Ordinal) ? first.Text[CutOff.Length..] : first.Text;
            yield return Of(set, tile, first.Plane, same.Key, $"{TileWords.Start(tile)} is {Words(same.Key)}: {where}{what}{(more > 0 ? Text($", and {more} more") : string.Empty)}.");
        }

        if (!file.Faults.Any(fault => IsStructural(fault.Kind)))
        {
            foreach (var finding in BesideMetadata(set, tile, file))
            {
                yield return finding;
            }
        }

        foreach (var finding in OfPixels(set, tile, file))
        {
            yield return finding;
        }
    }

    private static IEnumerable<TileFinding> BesideMetadata(TileSet set, Tile tile, TiffFile file)
    {
        if (tile.Planes is { } due && file.Planes is { } planes && planes != due)
        {
            yield return Of(set, tile, null, TileFindingKind.WrongPlaneCount, Text($"{TileWords.Start(tile)} holds {planes} planes; {(due == 1 ? "it is to have one" : Text($"its metadata says {due}"))}."));
        }
        else if (file is { Planes: null, IsCompressed: false, Shape: { } shape } && tile is { HasStopped: true, Planes: { } count } && (UInt128)file.Length < BytesOf(shape, count))
        {
            var held = (UInt128)file.Length / UInt128.Max(1, BytesOf(shape, 1));
            yield return Of(set, tile, null, TileFindingKind.Truncated, Text($"{TileWords.Start(tile)} is cut off, or was aborted: {file.Length} bytes hold {held} of the {count} planes that its metadata says."));
        }
    }

    private IEnumerable<TileFinding> OfPixels(TileSet set, Tile tile, TiffFile file)
    {
        // A projection is of the tile's own pixels, the brightest ones at that.
        if (file.Pixels is not { } pixels || tile.IsProjection)
        {
            yield break;
        }

        if (pixels.BlankPlaneCount > 0)
        {
            var planes = pixels.BlankPlaneCount == 1 ? Text($"plane {pixels.BlankPlanes[0]} is") : Text($"{pixels.BlankPlaneCount} planes, from plane {pixels.BlankPlanes[0]} on, are");
            yield return Of(set, tile, pixels.BlankPlanes[0], TileFindingKind.BlankPlane, $"{TileWords.Start(tile)}: {planes} blank, every pixel having one value.");
        }

        if (pixels.SaturatedFraction * 100 > settings.SaturationPercent)
        {
            yield return Of(set, tile, null, TileFindingKind.Saturated, Text($"{TileWords.Start(tile)} is saturated: {pixels.SaturatedFraction * 100:0.##} % of its pixels have the largest value, {pixels.Maximum:0.##}."));
        }
    }

    private static UInt128 BytesOf(TiffShape shape, int planes) => (UInt128)shape.Width * (UInt128)shape.Height * (UInt128)(shape.BitsPerSample * (long)shape.Samples) / 8 * (UInt128)planes;

    private static TileFinding Of(TileSet set, Tile tile, int? plane, TileFindingKind kind, string text) =>
        TileFinding.Of(set, tile, kind, text) with { Z = tile.Z ?? plane };

    private static bool IsStructural(TiffFaultKind kind) => kind is not (TiffFaultKind.PlaneShape or TiffFaultKind.PlaneType or TiffFaultKind.Undecodable);

    private static TileFindingKind KindOf(TiffFaultKind kind) => kind switch
    {
        TiffFaultKind.Empty => TileFindingKind.Empty,
        TiffFaultKind.Truncated => TileFindingKind.Truncated,
        TiffFaultKind.BrokenChain or TiffFaultKind.Loop => TileFindingKind.BrokenChain,
        TiffFaultKind.Undecodable => TileFindingKind.Undecodable,
        TiffFaultKind.PlaneShape => TileFindingKind.WrongShape,
        TiffFaultKind.PlaneType => TileFindingKind.WrongType,
        _ => TileFindingKind.Unreadable,
    };

    private static string Words(TileFindingKind kind) => kind switch
    {
        TileFindingKind.Empty => "empty",
        TileFindingKind.Truncated => "cut off",
        TileFindingKind.BrokenChain => "broken in its chain of directories",
        TileFindingKind.Undecodable => "not to be decoded",
        TileFindingKind.WrongShape or TileFindingKind.WrongType => "not of one kind",
        _ => "unreadable",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
