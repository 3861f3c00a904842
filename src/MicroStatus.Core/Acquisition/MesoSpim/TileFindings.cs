using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What a person should know of single tiles: aborted, broken, or with metadata that cannot be right (lab.md §4).</summary>
/// <param name="settings">The ending of metadata and the time a file needs to come to rest.</param>
internal sealed class TileFindings(MesoSpimSettings settings)
{
    // One defect may be in each of thousands of tiles; past this many one line tells of the rest.
    private const int MostReasons = 50;

    private const string RestoreMetadata = "Restore it from the microscope's computer.";

    private const string ImageAgain = "Image the tile again, or set the imaging of the dataset to finished if it is enough.";

    private const string CopyAgain = "Copy it again from the microscope or image the tile again.";

    /// <summary>Judges tiles; a file that has just been written is not judged yet.</summary>
    /// <param name="tiles">The tiles, in order.</param>
    /// <param name="several">The dataset has several shutters or rotations, so that they are named.</param>
    /// <param name="now">The moment of the look.</param>
    /// <returns>The reasons, at most one for a file.</returns>
    public IReadOnlyList<AttentionReason> Of(IReadOnlyList<TileState> tiles, bool several, DateTimeOffset now)
    {
        var reasons = new List<AttentionReason>();
        var more = 0;
        foreach (var tile in tiles)
        {
            foreach (var reason in Of(tile, several, now))
            {
                if (reasons.Count < MostReasons)
                {
                    reasons.Add(reason);
                }
                else
                {
                    more++;
                }
            }
        }

        if (more > 0)
        {
            reasons.Add(new AttentionReason(
                AttentionKind.Metadata,
                string.Empty,
                string.Create(CultureInfo.InvariantCulture, $"{more} more files of this dataset are broken or have metadata that cannot be right.")));
        }

        return reasons;
    }

    private IEnumerable<AttentionReason> Of(TileState tile, bool several, DateTimeOffset now)
    {
        if (OfMetadata(tile, several, now) is { } metadata)
        {
            yield return metadata;
        }

        if (!tile.IsComplete && tile.HasStopped && TileState.IsSettled(tile.Newest, now, settings.SettleTime) && OfImage(tile, several) is { } image)
        {
            yield return image;
        }
    }

    private AttentionReason? OfMetadata(TileState tile, bool several, DateTimeOffset now)
    {
        var file = tile.Place.Name + settings.MetadataEnding;
        var shown = Shown(tile, several);
        if (tile.Metadata is null)
        {
            return !tile.HasMetadata && tile.ImageStamp is { } image && TileState.IsSettled(image.Modified, now, settings.SettleTime)
                ? Reason(tile, several, AttentionKind.Metadata, file, $"{shown} has no metadata: {TileText.Name(file)} is missing.", RestoreMetadata)
                : null;
        }

        return tile.Metadata.Problems.Count > 0 && TileState.IsSettled(tile.MetadataStamp?.Modified, now, settings.SettleTime)
            ? Reason(
                tile,
                several,
                AttentionKind.Metadata,
                file,
                $"The metadata of {shown} ({TileText.Name(file)}) cannot be right: {string.Join(", ", tile.Metadata.Problems)}.",
                RestoreMetadata)
            : null;
    }

    private static AttentionReason? OfImage(TileState tile, bool several)
    {
        var file = tile.Place.Image;
        var shown = Shown(tile, several);
        if (tile.ImageStamp is not { } image)
        {
            return Reason(tile, several, AttentionKind.AbortedTile, file, $"Imaging of {shown} stopped, but its image {TileText.Name(file)} is missing.", ImageAgain);
        }

        if (tile.ExpectedBytes is { } expected && image.Length < expected)
        {
            var planes = image.Length / tile.PlaneBytes;
            return Reason(
                tile,
                several,
                AttentionKind.AbortedTile,
                file,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Imaging of {shown} stopped early: {TileText.Name(file)} holds {planes} of {tile.Metadata?.Planes} planes ({ByteText.Of(image.Length)} of {ByteText.Of(expected)}), aborted or truncated."),
                ImageAgain);
        }

        if (image.Length == 0)
        {
            return Reason(tile, several, AttentionKind.AbortedTile, file, $"Imaging of {shown} stopped, but {TileText.Name(file)} is empty.", ImageAgain);
        }

        return tile.Fault is null
            ? null
            : Reason(tile, several, AttentionKind.BrokenFile, file, $"Imaging of {shown} stopped, but {TileText.Name(file)} is broken: {tile.Fault}.", CopyAgain);
    }

    private static AttentionReason Reason(TileState tile, bool several, string kind, string file, string finding, string nextStep) =>
        AttentionReason.Of(kind, file, finding, nextStep) with { Names = [TileText.Name(file)], Where = Shown(tile, several) };

    private static string Shown(TileState tile, bool several) => TileText.Tile(tile.Place.Id, several);
}
