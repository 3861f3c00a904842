using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Configuration;

/// <summary>Writes a commented settings file with all defaults.</summary>
/// <remarks>
/// Use it when a lab is set up, or to get a fresh file to compare an older one with. Each setting stands under a comment that says what it
/// means and allows; a line that is left out keeps its default. The file appears complete or not at all, and an existing one is
/// replaced only with -Force. Secrets are never part of it: the file names the variables that hold them.
/// </remarks>
/// <example>
/// <code>New-StatusSettings -Path ~/.config/microstatus</code>
/// Writes ~/.config/microstatus/microstatus.json, where every cmdlet finds it.
/// </example>
/// <example>
/// <code>New-StatusSettings -Path ./lab.json -Force</code>
/// Replaces a settings file of another name; cmdlets use it with -SettingsPath ./lab.json.
/// </example>
[Cmdlet(VerbsCommon.New, "StatusSettings", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewStatusSettingsCommand : LabCommand
{
    /// <summary>The file to write (its name ends in .json), or a folder to put microstatus.json into. Missing folders are made.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var path = ResolvePath(Path);
        if (!await MayAsync(path, "Write default settings"))
        {
            return;
        }

        try
        {
            Emit(new FileInfo(Backend.SettingsFiles.WriteDefaults(path, Force)));
        }
        catch (StatusException e)
        {
            Report(e, path);
        }
    }
}
