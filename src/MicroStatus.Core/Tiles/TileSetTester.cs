using System.Runtime.CompilerServices;

namespace MicroStatus.Tiles;

/// <summary>Tests tile sets: what names and metadata tell first, then each file, several at a time, then the files beside each other.</summary>
/// <param name="files">Looks into files.</param>
/// <param name="rules">Judges.</param>
/// <param name="throttleLimit">How many folders or files are looked into at a time, 1 or more.</param>
public sealed class TileSetTester(ITiffFiles files, TileRules rules, int throttleLimit)
{
    /// <summary>Tests sets.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="depth">How deep files are looked into.</param>
    /// <param name="listener">Hears of progress, and of what could not be looked at.</param>
    /// <param name="cancellationToken">Stops within a second.</param>
    /// <returns>Each finding as it is found.</returns>
    public async IAsyncEnumerable<TileFinding> TestAsync(
        IReadOnlyList<TileSet> sets,
        TiffDepth depth,
        ITileTestListener listener,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var judge = new TileJudge(rules, listener);
        foreach (var finding in judge.Begin(sets))
        {
            yield return finding;
        }

        var batches = TileFileBatch.Of(sets, depth).ToList();
        var course = new TileTestCourse(batches, depth, listener);
        await foreach (var look in new TileExaminer(files, throttleLimit).ExamineAsync(batches, depth, course, cancellationToken).ConfigureAwait(false))
        {
            foreach (var finding in judge.Judge(look))
            {
                yield return finding;
            }
        }

        foreach (var finding in judge.Compare())
        {
            yield return finding;
        }
    }
}
