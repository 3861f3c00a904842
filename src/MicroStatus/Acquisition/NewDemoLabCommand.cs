using System.Management.Automation;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Hosting;

namespace MicroStatus.Acquisition;

/// <summary>Makes a small lab in a folder, to try everything without a microscope.</summary>
/// <remarks>
/// The lab has both stores, settings, a database, and datasets of ribbon scanners and light-sheet microscopes: some just begun, some complete, and
/// one of each that is broken in a usual way. Its files are valid TIFFs, OME-Zarr groups and metadata as the instruments write them, only small.
/// It has a clock of its own: Step-DemoLab lets time pass, the microscopes write on, and played clusters process what was imaged. In place of the lab's programs there are small
/// scripts, and jobs run on this machine. Everything lies below the folder; nothing of a real lab is read or written. Use it to learn the module, to try settings and scripts, and in tests.
/// </remarks>
/// <example>
/// <code>New-DemoLab ./demo | Invoke-StatusCheck</code>
/// Makes a demo lab and checks it for the first time: every dataset is registered, and those that are broken say why.
/// </example>
/// <example>
/// <code>$lab = New-DemoLab ./demo -Force; $lab.Datasets</code>
/// Makes a demo lab in place of an earlier one, and shows what each of its datasets is there for.
/// </example>
/// <example>
/// <code>New-DemoLab ./demo; $env:MICROSTATUS_SETTINGS = './demo'; Invoke-StatusCheck</code>
/// Makes a demo lab and lets every cmdlet of the session work with it.
/// </example>
[Cmdlet(VerbsCommon.New, "DemoLab", SupportsShouldProcess = true)]
[OutputType(typeof(DemoLab))]
public sealed class NewDemoLabCommand : LabCommand
{
    /// <summary>The folder to make the lab in: empty, or not there yet.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>An earlier demo lab in the folder is deleted first. Anything else is never deleted.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var path = ResolvePath(Path);
        if (await MayAsync(path, Force ? "Make a demo lab in place of an earlier one" : "Make a demo lab"))
        {
            Emit(Backend.DemoLab.Create(path, Force));
        }
    }
}
