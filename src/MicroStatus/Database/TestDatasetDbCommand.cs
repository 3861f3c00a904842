using System.Globalization;
using System.Management.Automation;
using MicroStatus.Database.Examination;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Examines the database, and repairs what needs no thought.</summary>
/// <remarks>
/// Run it before a database is taken over, after a crash, and now and then. It asks SQLite whether the file is sound, compares tables, columns and indexes
/// with the expected ones, follows references, and then reads every row for what it means: duplicates, unknown statuses, datasets that were moved
/// without a path on Hive, that are moving without a job, or that are neither where their row says nor anywhere else. Each finding says how much it
/// matters, which rows it is about, and the command that puts it right; where that needs thought, it says what to look at. A database without findings
/// gives no output. Nothing is changed, unless -Repair says so: then each finding marked IsSafe is asked for and put right, after one verified backup. A
/// repair never removes a row, and never overwrites a value that nobody could read. A store that is not mounted is said once, and nothing is concluded
/// about it.
/// </remarks>
/// <example>
/// <code>Test-DatasetDb | Format-List</code>
/// Shows every finding with its text and the command that repairs it.
/// </example>
/// <example>
/// <code>Test-DatasetDb -Repair -WhatIf</code>
/// Shows which findings would be repaired, and changes nothing.
/// </example>
/// <example>
/// <code>if (-not (Test-DatasetDb -Quiet)) { Test-DatasetDb | Where-Object Severity -eq Error }</code>
/// Shows what is broken, if anything is.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DatasetDb", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DatabaseFinding), typeof(bool))]
public sealed class TestDatasetDbCommand : LabCommand
{
    private const int ActivityId = 4712;
    private const string Activity = "Examining the database";

    private bool _mayRepair;

    /// <summary>Puts right what is safe: each finding is asked for, and a verified backup is made first.</summary>
    [Parameter]
    public SwitchParameter Repair { get; set; }

    /// <summary>Only the database is examined: the stores, the moves' folder and the cluster are not looked at.</summary>
    [Parameter]
    public SwitchParameter SkipFiles { get; set; }

    /// <summary>Gives true when there is no warning and no error, else false, instead of the findings.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var isClean = true;
        _mayRepair = Repair;
        using var repairs = new FindingRepairs(DatabaseFiles, Settings, Clock.GetUtcNow());
        var audit = new DatabaseAudit(Backend, Settings, SkipFiles)
        {
            Suspended = Warn,
            Failed = (row, cause) => Report(
                new StatusException(
                    "DatasetNotExamined", StatusErrorCategory.Failure, $"The folders of {row.Name} could not be looked at: {cause.Message}", null, row.Id, cause),
                row.Id),
            Progress = (done, name) => Show(new ProgressRecord(ActivityId, Activity, string.Create(CultureInfo.InvariantCulture, $"{done} datasets"))
            {
                CurrentOperation = DisplayText.Of(name),
            }),
        };
        try
        {
            await foreach (var found in audit.RunAsync(cancellationToken))
            {
                var finding = await SettleAsync(found, repairs, cancellationToken);
                isClean &= finding.Repaired || finding.Severity == FindingSeverity.Information;
                if (!Quiet)
                {
                    Emit(finding);
                }
            }
        }
        finally
        {
            Show(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }

        if (Quiet)
        {
            Emit(isClean);
        }
    }

    private async Task<DatabaseFinding> SettleAsync(ExaminedFinding found, FindingRepairs repairs, CancellationToken cancellationToken)
    {
        var finding = found.Finding;
        if (!_mayRepair || !finding.IsSafe || !await MayAsync(TargetOf(finding), "Repair: " + DisplayText.Of(finding.Text)))
        {
            return finding;
        }

        try
        {
            return repairs.Repair(found, cancellationToken);
        }
        catch (StatusException e)
        {
            // Without a backup nothing is repaired; it is said once.
            _mayRepair = repairs.Backup is not null;
            Report(e, finding);
            return finding;
        }
    }

    private string TargetOf(DatabaseFinding finding)
    {
        var rows = finding.Id.Count == 0 ? string.Empty : $"#{string.Join(", #", finding.Id)} ";
        return finding.Subject is null ? Settings.Database.Path : rows + DisplayText.Of(finding.Subject);
    }
}
