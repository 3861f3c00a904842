using MicroStatus.Hosting;

namespace MicroStatus.Configuration;

/// <summary>Completes names of settings.</summary>
public sealed class SettingNameCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word) =>
        settings.Effective.Select(setting => setting.Name).Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
