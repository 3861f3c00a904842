using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Checks;

/// <summary>Gives a database back: status checks only observe it from now on.</summary>
/// <remarks>
/// Status checks go on reading, deciding and showing, and write tables of MicroStatus alone; another monitor may act. What was decided so far stays.
/// While a status check runs, the cmdlet refuses and names it. Enable-StatusCheck takes the database over again, from that later moment on.
/// </remarks>
/// <example>
/// <code>Disable-StatusCheck</code>
/// Makes the database of the default settings Observe.
/// </example>
/// <example>
/// <code>Disable-StatusCheck -SettingsPath ./lab -WhatIf</code>
/// Says what would change.
/// </example>
[Cmdlet(VerbsLifecycle.Disable, "StatusCheck", SupportsShouldProcess = true)]
[OutputType(typeof(MonitorState))]
public sealed class DisableStatusCheckCommand : LabCommand
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var monitor = new MonitorSwitch(Backend, Settings);
        var state = monitor.Read(cancellationToken);
        if (state.Mode == CheckMode.Observe)
        {
            Detail($"'{Settings.Database.Path}' is Observe already.");
            Emit(state);
            return;
        }

        if (await MayAsync($"{Settings.Database.Path}: {state.Mode} -> {CheckMode.Observe}", "Let status checks only observe the database"))
        {
            Emit(await monitor.DisableAsync(cancellationToken));
        }
    }
}
