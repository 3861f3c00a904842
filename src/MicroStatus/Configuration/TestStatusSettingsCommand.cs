using System.Management.Automation;
using MicroStatus.Configuration.Examination;
using MicroStatus.Hosting;

namespace MicroStatus.Configuration;

/// <summary>Tries the settings on the lab: whether the stores are there, database and log can be used, and messages would arrive.</summary>
/// <remarks>
/// Run it when a lab is set up, after a change of the settings, and when something does not work. Each thing that is tried is one object that says what was
/// seen, and what to do. Nothing is posted and nothing is written: whether a folder may be written is asked of its permissions. Passed: it works. Warning: it
/// works, and something should be known. Failed: it does not work. Skipped: something else must work first. What does not work is output and no
/// error; the only error is settings that cannot be read at all. No secret is shown.
/// </remarks>
/// <example>
/// <code>Test-StatusSettings</code>
/// Tries everything.
/// </example>
/// <example>
/// <code>Test-StatusSettings -Category Slack | Where-Object Outcome -ne Passed | Format-List</code>
/// Shows what is to be done before messages arrive.
/// </example>
/// <example>
/// <code>if (-not (Test-StatusSettings -Quiet)) { Test-StatusSettings | Where-Object Outcome -eq Failed }</code>
/// Shows what does not work, if anything does not.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "StatusSettings")]
[OutputType(typeof(SettingsCheck), typeof(bool))]
public sealed class TestStatusSettingsCommand : LabCommand
{
    private const int ActivityId = 4714;
    private const string Activity = "Trying the settings";

    /// <summary>Only these parts: Storage (stores, database, folders), Slack (messages). Without it: all.</summary>
    [Parameter(Position = 0)]
    public SettingsCheckCategory[] Category { get; set; } = [];

    /// <summary>Gives false when something failed, else true, instead of the objects. Warnings do not make it false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var isGood = true;
        try
        {
            Show(new ProgressRecord(ActivityId, Activity, Settings.Database.Path));
            await foreach (var check in new SettingsExamination(Backend, Settings).RunAsync(Category, cancellationToken))
            {
                isGood &= check.Outcome != SettingsCheckOutcome.Failed;
                Show(new ProgressRecord(ActivityId, Activity, check.Check));
                if (!Quiet)
                {
                    Emit(check);
                }
            }
        }
        finally
        {
            Show(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }

        if (Quiet)
        {
            Emit(isGood);
        }
    }
}
