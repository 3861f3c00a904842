using System.Globalization;
using System.Management.Automation;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Hosting;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Acquisition;

/// <summary>Lets time pass in a demo lab: its microscopes write on, stall, resume and finish, and its played clusters process what was imaged.</summary>
/// <remarks>
/// Waiting times of a real lab are 10 to 20 minutes, and processing takes hours. A step advances the demo lab's clock instead, and writes what the microscopes and the clusters would
/// have written in that time, dated by that clock. The datasets are made for steps of 15 minutes, each followed by a status check: after five of them every dataset has been imaged
/// or needs a person, for the reason that its purpose names; after fourteen every one that can has been processed and moved to Hive, and what can be has been published.
///
/// The lab's programs are played: stitching cluster, CBPy, Imaris build and the processing command of mesoSPIM. Small scripts stand where the settings look for them; they note each
/// call in demo-cluster/log.txt below the lab's folder. Each stage takes 15 minutes. The composites, tiles and Imaris files that come of it are small and valid. Get-ClusterJob shows the
/// jobs of the played clusters, and Stop-ClusterJob cancels them.
///
/// With -Stage and -Fault a stage goes wrong, for all datasets or for those that -Name means, until -Fault None takes that back. What has failed in the queue or by a
/// command is begun again by Start-DatasetProcessing -Force; what the cluster has in its hands goes on by itself once the fault is taken back.
///
/// A step waits some seconds for jobs that run on this machine, such as moves. A lab that New-DemoLab did not make is refused.
/// </remarks>
/// <example>
/// <code>Step-DemoLab ./demo | Invoke-StatusCheck</code>
/// Lets a quarter of an hour pass, and checks the lab.
/// </example>
/// <example>
/// <code>Step-DemoLab ./demo -Count 14 | Invoke-StatusCheck</code>
/// Takes every dataset from its discovery to its end.
/// </example>
/// <example>
/// <code>Step-DemoLab ./demo -Stage Stitching -Fault Fail -Name CE5* | Invoke-StatusCheck</code>
/// Lets a quarter of an hour pass; from now on stitching fails for one dataset.
/// </example>
/// <example>
/// <code>Step-DemoLab ./demo -Fault None -Minutes 5 -Count 3</code>
/// Lets nothing go wrong any more, and a quarter of an hour pass in three steps.
/// </example>
[Cmdlet(VerbsCommon.Step, "DemoLab", SupportsShouldProcess = true, DefaultParameterSetName = OfTime)]
[OutputType(typeof(DemoLab))]
public sealed class StepDemoLabCommand : LabCommand
{
    private const string OfTime = "Time";
    private const string OfFault = "Fault";

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

    /// <summary>What goes wrong from now on: Fail (it ends without its product, or with a broken one), Stall (it stops half-way), Slow (it takes three times as long) or None.</summary>
    [Parameter(ParameterSetName = OfFault, Mandatory = true)]
    public DemoFault Fault { get; set; }

    /// <summary>The stage at which it goes wrong. Without it, -Fault None counts for all stages.</summary>
    [Parameter(ParameterSetName = OfFault)]
    public StageKind? Stage { get; set; }

    /// <summary>Names of the datasets to which it happens; * and ? are wildcards. Without it, to all that have the stage.</summary>
    [Parameter(ParameterSetName = OfFault)]
    [ArgumentCompleter(typeof(DemoDatasetCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string Name { get; set; } = DemoFaults.AllNames;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var path = Path is null ? LoadedSettings.Path : ResolvePath(Path);
        var lab = Backend.DemoLab.Find(path);
        var span = TimeSpan.FromMinutes(Minutes);
        var target = string.Create(CultureInfo.InvariantCulture, $"{lab.Path}: {lab.Now:HH:mm} -> {lab.Now + (span * Count):HH:mm}");
        var isFault = ParameterSetName == OfFault;
        var wish = isFault ? $" with the fault {Fault} at {Stage?.ToString() ?? "all stages"} for {Name}" : string.Empty;
        if (!await MayAsync(target, $"Let time pass in the demo lab{wish}"))
        {
            return;
        }

        if (isFault)
        {
            Backend.DemoLab.SetFault(path, Stage, Fault, Name);
        }

        for (var step = 0; step < Count; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Backend.DemoLab.WaitAsync(path, cancellationToken);
            // What is checked downstream is the lab after this step, not after the next one.
            await EmitAndWaitAsync(Backend.DemoLab.Step(path, span));
        }
    }
}
