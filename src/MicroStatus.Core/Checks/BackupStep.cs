using MicroStatus.Database;

namespace MicroStatus.Checks;

/// <summary>One verified backup of the database a day, and then the removal of those that the retention does not keep (lab.md §13).</summary>
public sealed class BackupStep : ICheckStep
{
    private const string LastDay = "backup/last-day";

    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Backup;

    /// <inheritdoc/>
    public Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Run(context, cancellationToken));

    private static string? Run(CheckContext context, CancellationToken cancellationToken)
    {
        var today = context.Time.Write(context.Now)[..10];
        if (string.Equals(context.Database.ReadNote(LastDay), today, StringComparison.Ordinal))
        {
            return "Today's is there.";
        }

        try
        {
            if (!context.Gate.MayAct())
            {
                var expired = context.DatabaseFiles.FindExpiredBackups();
                return "Due; not made in this mode." + (expired.Count == 0 ? string.Empty : $" Then to be removed: {Names(expired)}.");
            }

            // Made by hand, or by a check that ended before it could note it: it is what the others are removed for, so it is verified again.
            _ = context.DatabaseFiles.VerifyTodaysBackup(cancellationToken)
                ?? context.DatabaseFiles.Backup(destination: null, overwrite: false, cancellationToken);
            context.Gate.WriteOwn((database, lease) => database.WriteNote(LastDay, today, lease));
            var removed = Remove(context, cancellationToken);
            return removed.Count == 0 ? null : $"Removed: {Names(removed)}.";
        }
        catch (StatusException e) when (e.ErrorId != "LeaseLost")
        {
            Report(context, context.Database.Path, e);
            return null;
        }
    }

    // What cannot be removed is told, and tried again the next day.
    private static List<BackupFile> Remove(CheckContext context, CancellationToken cancellationToken)
    {
        var removed = new List<BackupFile>();
        foreach (var backup in context.DatabaseFiles.FindExpiredBackups())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!context.Gate.MayAct())
            {
                break;
            }

            try
            {
                if (context.DatabaseFiles.RemoveExpiredBackup(backup))
                {
                    removed.Add(backup);
                }
            }
            catch (StatusException e) when (e.ErrorId != "LeaseLost")
            {
                Report(context, backup.Path, e);
            }
        }

        return removed;
    }

    private static void Report(CheckContext context, string path, StatusException e) =>
        context.Report.Add(new CheckProblem(CheckStep.Backup, null, "database", path, e.Message, e));

    private static string Names(IEnumerable<BackupFile> backups) => string.Join(", ", backups.Select(backup => Path.GetFileName(backup.Path)));
}
