using System.Globalization;
using System.Management.Automation;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Hosting;

namespace MicroStatus.Acquisition;

/// <summary>Lets time pass in a demo lab: its microscopes write on, stall, resume and finish.</summary>
/// <remarks>
/// Waiting times of a real lab are 10 to 20 minutes. A step advances the demo lab's clock instead, and writes what the microscopes would have written
/// in that time, dated by that clock. The datasets are made for steps of 15 minutes, each followed by a status check: after five of them every dataset
/// has finished or needs a person, for the reason that its purpose names. A lab that New-DemoLab did not make is refused.
/// </remarks>
/// <example>
/// <code>Step-DemoLab ./demo | Invoke-StatusCheck</code>
/// Lets a quarter of an hour pass, and checks the lab.
/// </example>
/// <example>
/// <code>1..5 | ForEach-Object { Step-DemoLab ./demo | Invoke-StatusCheck }</code>
/// Takes every dataset from its beginning to its end.
/// </example>
/// <example>
/// <code>Step-DemoLab ./demo -Minutes 5 -Count 3</code>
/// Lets a quarter of an hour pass in three steps, and shows the lab after each.
/// </example>
[Cmdlet(VerbsCommon.Step, "DemoLab", SupportsShouldProcess = true)]
[OutputType(typeof(DemoLab))]
public sealed class StepDemoLabCommand : LabCommand
{
    /// <summary>The demo lab's folder. Without it, the lab is the one whose settings -SettingsPath or the environment names.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Minutes that pass in a step.</summary>
    [Parameter]
    [ValidateRange(1, 10080)]
    public int Minutes { get; set; } = DemoSchedule.StepMinutes;

    /// <summary>Number of steps, one after the other.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int Count { get; set; } = 1;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var path = Path is null ? LoadedSettings.Path : ResolvePath(Path);
        var lab = Backend.DemoLab.Find(path);
        var span = TimeSpan.FromMinutes(Minutes);
        var target = string.Create(CultureInfo.InvariantCulture, $"{lab.Path}: {lab.Now:HH:mm} -> {lab.Now + (span * Count):HH:mm}");
        if (!await MayAsync(target, "Let time pass in the demo lab"))
        {
            return;
        }

        for (var step = 0; step < Count; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What is checked downstream is the lab after this step, not after the next one.
            await EmitAndWaitAsync(Backend.DemoLab.Step(path, span));
        }
    }
}
