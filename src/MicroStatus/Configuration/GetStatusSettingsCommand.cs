using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Configuration;

/// <summary>Shows the settings in force and where each came from.</summary>
/// <remarks>
/// Use it to see what a lab's cmdlets will do, and why: each setting comes with its value, its default and its source, which is the
/// default, a settings file, a .env file or an environment variable. Secrets are shown as ***, and empty when they are not set. A settings file with
/// mistakes gives one error that lists all of them.
/// </remarks>
/// <example>
/// <code>Get-StatusSettings -Name Rscm:*</code>
/// Shows everything about ribbon-scanning confocal microscopes.
/// </example>
/// <example>
/// <code>Get-StatusSettings | Where-Object Source -ne default</code>
/// Shows what differs from the defaults, or is at least said somewhere.
/// </example>
[Cmdlet(VerbsCommon.Get, "StatusSettings")]
[OutputType(typeof(EffectiveSetting))]
public sealed class GetStatusSettingsCommand : LabCommand
{
    /// <summary>Names of settings, for example Rscm:QuietTime or *:ProgressTimeout. Without it: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SettingNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var patterns = Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var setting in LoadedSettings.Effective.Where(setting => patterns.Any(pattern => pattern.IsMatch(setting.Name))))
        {
            Emit(setting);
        }

        foreach (var name in Name.Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !IsKnown(name)))
        {
            Report(
                new StatusException(
                    "SettingNotFound", StatusErrorCategory.NotFound, $"There is no setting '{name}'.",
                    "Get-StatusSettings without -Name shows all there are.", name),
                name);
        }

        return Task.CompletedTask;
    }

    private bool IsKnown(string name) =>
        LoadedSettings.Effective.Any(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
