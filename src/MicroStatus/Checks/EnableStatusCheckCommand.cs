using System.Globalization;
using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Checks;

/// <summary>Takes a database over: status checks act on it from now on.</summary>
/// <remarks>
/// An existing database begins in Observe mode: status checks read, decide and show, and write tables of MicroStatus alone. This cmdlet makes it Active,
/// after the older monitor has been stopped. The moment is recorded: nothing older is announced, reported as usage or queued for analysis. While another
/// monitor seems to act, it refuses and shows which rows changed: rows that neither MicroStatus nor a person changed within the last hour
/// (Check:TakeOverQuietTime). Rows are compared by every status check, so let checks run in Observe mode for an hour or more before. The mode belongs to
/// the database, not to a machine; Disable-StatusCheck goes back. A database made by New-DatasetDb is Active already.
/// </remarks>
/// <example>
/// <code>Enable-StatusCheck -WhatIf</code>
/// Says whether the database could be taken over now, and changes nothing.
/// </example>
/// <example>
/// <code>Enable-StatusCheck</code>
/// Asks, and takes the database over.
/// </example>
/// <example>
/// <code>Enable-StatusCheck -Force -Confirm:$false</code>
/// Takes the database over without waiting until the silence of the older monitor is proven: for a person who has just stopped it.
/// </example>
[Cmdlet(VerbsLifecycle.Enable, "StatusCheck", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MonitorState))]
public sealed class EnableStatusCheckCommand : LabCommand
{
    /// <summary>Takes over although another monitor changed rows of late. Give it only when that monitor has been stopped for certain.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var monitor = new MonitorSwitch(Backend, Settings);
        var (state, watchedSince) = await monitor.LookAsync(IsWhatIf, Force, cancellationToken);
        if (state.Mode == CheckMode.Active)
        {
            Detail($"'{Settings.Database.Path}' is Active already.");
            Emit(state);
            return;
        }

        WarnOfShortWatch(watchedSince);
        if (await MayAsync($"{Settings.Database.Path}: {state.Mode} -> {CheckMode.Active}", "Let status checks act on the database, as the only monitor"))
        {
            Emit(await monitor.EnableAsync(Force, cancellationToken));
        }
    }

    private void WarnOfShortWatch(DateTimeOffset? watchedSince)
    {
        var quiet = Settings.Check.TakeOverQuietTime;
        if (watchedSince is null || Clock.GetUtcNow() - watchedSince < quiet)
        {
            Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"Rows have been compared for less than {quiet.TotalMinutes:0} minutes: a monitor that acts seldom may not have been noticed. Make sure that it is stopped."));
        }
    }
}
