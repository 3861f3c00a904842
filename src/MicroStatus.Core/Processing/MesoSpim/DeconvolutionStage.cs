using System.Globalization;
using System.IO.Enumeration;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>Deconvolved tiles: one file for each tile of each channel, shutter and rotation, under the tile's own name, and all of one size (lab.md §4).</summary>
/// <param name="settings">Folders and globs.</param>
/// <param name="files">The stores.</param>
internal sealed class DeconvolutionStage(MesoSpimProcessingSettings settings, IFileTree files)
{
    private const int MostGrowing = 32;

    /// <summary>Whether something in the folder is a deconvolved tile.</summary>
    public static bool IsProduct(MesoSpimProcessingSettings settings, FolderEntry entry) =>
        entry.Kind == EntryKind.File
        && FileSystemName.MatchesSimpleExpression(settings.DeconFiles, entry.Name)
        && !FileSystemName.MatchesSimpleExpression(settings.DeconIgnoredFiles, entry.Name);

    /// <summary>Compares names.</summary>
    public ProductCount Count(MesoSpimContents contents) =>
        ProductCount.Of(contents.Tiles, contents.ExpectedTiles, Products(contents).Select(name => contents.TileOf(name)));

    /// <summary>Reads the stage.</summary>
    /// <param name="contents">What is listed.</param>
    /// <param name="isUsed">What is made of the tiles is whole: their sizes are nobody's concern any more.</param>
    public StageReading Read(MesoSpimContents contents, bool isUsed)
    {
        var count = Count(contents);
        if (isUsed)
        {
            return Reading(StageState.Done, "What is made of the deconvolved tiles is there.", count);
        }

        if (count.Found == 0)
        {
            var growing = Growing(contents);
            return growing.Length == 0
                ? Reading(StageState.Waiting, "No deconvolved tile is there yet.", count)
                : Reading(StageState.Running, "The first tiles are being deconvolved.", count) with { Progress = "0" + growing };
        }

        if (!count.IsComplete)
        {
            return Reading(StageState.Running, string.Create(CultureInfo.InvariantCulture, $"{count.Found} of {count.Expected} tiles are deconvolved."), count) with
            {
                Progress = count.Found.ToString(CultureInfo.InvariantCulture) + Growing(contents),
            };
        }

        return BySizes(contents, count);
    }

    private StageReading BySizes(MesoSpimContents contents, ProductCount count)
    {
        var facts = Products(contents).Select(name => files.Find(Path.Join(contents.DeconFolder, name))).OfType<FileFacts>().ToList();
        var sizes = facts.Select(fact => fact.Length).Distinct().Order().ToList();
        return sizes is [> 0] && facts.Count >= count.Expected
            ? Reading(StageState.Done, string.Create(CultureInfo.InvariantCulture, $"All {count.Expected} tiles are deconvolved."), count) with { Moment = facts.Max(fact => fact.Modified) }
            : Reading(StageState.Running, $"All deconvolved tiles are there, but of several sizes, {ByteText.Of(sizes.FirstOrDefault())} to {ByteText.Of(sizes.LastOrDefault())}.", count) with
            {
                Progress = string.Create(CultureInfo.InvariantCulture, $"{facts.Count}:{facts.Sum(fact => fact.Length)}"),
            };
    }

    // What carries a tile's name and is no product yet grows, under a name of its own.
    private string Growing(MesoSpimContents contents) => string.Concat(contents.Decon
        .Where(entry => entry.Kind == EntryKind.File && !IsProduct(settings, entry) && contents.TileOf(entry.Name) is not null)
        .Take(MostGrowing)
        .Select(entry => files.Find(Path.Join(contents.DeconFolder, entry.Name))?.Length)
        .OfType<long>()
        .Order()
        .Select(length => string.Create(CultureInfo.InvariantCulture, $"+{length}")));

    private IEnumerable<string> Products(MesoSpimContents contents) => contents.Decon.Where(entry => IsProduct(settings, entry)).Select(entry => entry.Name);

    private static StageReading Reading(StageState state, string why, ProductCount count) => new()
    {
        Stage = StageKind.Deconvolution,
        State = state,
        Why = why,
        StatusUntilDone = ProcessingStatus.InProgress,
        StatusWhenDone = ProcessingStatus.DeconDone,
        Percent = state == StageState.Running ? count.Percent : null,
    };
}
