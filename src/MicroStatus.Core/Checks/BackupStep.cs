namespace MicroStatus.Checks;

/// <summary>One verified backup of the database a day (lab.md §13).</summary>
public sealed class BackupStep : ICheckStep
{
    private const string LastDay = "backup/last-day";

    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Backup;

    /// <inheritdoc/>
    public string? Run(CheckContext context, CancellationToken cancellationToken)
    {
        var today = context.Time.Write(context.Now)[..10];
        if (string.Equals(context.Database.ReadNote(LastDay), today, StringComparison.Ordinal))
        {
            return "Today's is there.";
        }

        if (!context.Gate.MayAct())
        {
            return "Due; not made in this mode.";
        }

        try
        {
            _ = context.DatabaseFiles.Backup(destination: null, overwrite: false, cancellationToken);
        }
        catch (StatusException e) when (e.ErrorId == "BackupExists")
        {
            // Made by hand or by a check that ended before it could note it: it was verified before it got its name.
        }
        catch (StatusException e)
        {
            context.Report.Add(new CheckProblem(Step, null, "database", context.Database.Path, e.Message, e));
            return null;
        }

        context.Gate.WriteOwn((database, lease) => database.WriteNote(LastDay, today, lease));
        return null;
    }
}
