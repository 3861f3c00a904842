using MicroStatus.Datasets;
using MicroStatus.Moves;

namespace MicroStatus.Database.Examination;

/// <summary>Weighs whether a dataset that is recorded as being moved really is (lab.md §8). Pure.</summary>
public static class MoveFindings
{
    /// <summary>Weighs.</summary>
    /// <param name="row">A row that is being moved.</param>
    /// <param name="traces">What its moves have left.</param>
    /// <param name="hasJob">The cluster has its job; null when the cluster could not be asked.</param>
    /// <param name="queueFault">Why it could not be asked; null when it was.</param>
    /// <returns>The finding, or null.</returns>
    public static ExaminedFinding? Of(Dataset row, MoveTraces traces, bool? hasJob, string? queueFault)
    {
        if (!row.Moving || row.Moved || hasJob == true)
        {
            return null;
        }

        // Without the cluster's word, a script or a log may belong to a job that runs.
        var mayRun = hasJob is null && traces is { Done: null, Error: null } && (traces.Script ?? traces.Log) is not null;
        var severity = hasJob == false ? FindingSeverity.Error : mayRun ? FindingSeverity.Information : FindingSeverity.Warning;
        var (text, repair) = traces switch
        {
            { Done: { } done } => ($"its move has ended ('{done}' names where to), and was not recorded. Make sure that the copy is whole, and record its place.", null),
            { Error: { } error } => ($"its move has failed; '{error}' says why.", RowCommand.NotMoving(row.Id)),
            { Script: { } script } => ($"there is only the script of its move, '{script}'{(hasJob == false ? ", and no job" : string.Empty)}.", mayRun ? null : RowCommand.NotMoving(row.Id)),
            { Log: { } log } => ($"there is only the log of its move, '{log}'{(hasJob == false ? ", and no job" : string.Empty)}.", mayRun ? null : RowCommand.NotMoving(row.Id)),
            _ => ($"there is neither script, log nor marker of a move{(hasJob == false ? ", and no job" : string.Empty)}.", RowCommand.NotMoving(row.Id)),
        };
        var files = hasJob is null ? $" Only the files were looked at: {queueFault ?? "the cluster was not asked."}" : string.Empty;
        return new ExaminedFinding(new DatabaseFinding
        {
            Severity = severity,
            Check = DatabaseCheck.Moving,
            Id = [row.Id],
            Subject = row.Name,
            Text = $"{row.Name} is recorded as being moved, and {text}{files}",
            Repair = repair,
        });
    }
}
