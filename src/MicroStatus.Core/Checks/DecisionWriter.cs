using MicroStatus.Acquisition;
using MicroStatus.Database;

namespace MicroStatus.Checks;

/// <summary>Gathers change sets and writes them, many in one transaction; then does what needs the new rows' ids.</summary>
/// <param name="context">The check.</param>
/// <param name="limit">Change sets a transaction.</param>
public sealed class DecisionWriter(CheckContext context, int limit)
{
    private readonly List<DatasetChangeSet> _pending = [];

    /// <summary>Adds a change set, and writes when enough have gathered.</summary>
    /// <param name="changeSet">What one decision writes.</param>
    public void Add(DatasetChangeSet changeSet)
    {
        _pending.Add(changeSet);
        if (_pending.Count >= limit)
        {
            Flush();
        }
    }

    /// <summary>Writes what has gathered.</summary>
    public void Flush()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        var results = context.Gate.Write(_pending);
        _pending.Clear();
        foreach (var applied in results)
        {
            context.Report.Add(applied, CheckStep.Acquisition);
            if (applied is { Error: null, Id: { } id, ChangeSet: { } changeSet }
                && (changeSet.FormerPath is not null || changeSet.Registration is { Moved: false }))
            {
                EnsureMarker(changeSet.Path, id);
            }
        }
    }

    /// <summary>Writes the marker into a dataset's folder unless it is there already (lab.md §2).</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="id">The dataset's id.</param>
    public void EnsureMarker(string path, long id)
    {
        var file = Path.Join(path, context.Settings.Discovery.MarkerFile);
        try
        {
            var earlier = context.Files.Find(file) is { Kind: EntryKind.File } ? context.Files.ReadFile(file, DatasetMarker.Limit) : [];
            var marker = DatasetMarker.Read(earlier);
            if (string.Equals(marker.Path, path, StringComparison.Ordinal) && marker.Id == id)
            {
                return;
            }

            if (context.Gate.MayAct())
            {
                context.FileActs.WriteFile(file, DatasetMarker.Write(earlier, path, id));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            context.Report.Add(new CheckProblem(
                CheckStep.Acquisition,
                id,
                Path.GetFileName(path),
                path,
                $"The marker of {Path.GetFileName(path)} could not be written: {e.Message} A rename of the dataset would be taken for a new one.",
                e));
        }
    }
}
