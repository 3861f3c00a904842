using MicroStatus.Configuration;
using MicroStatus.Hosting;

namespace MicroStatus.Storage;

/// <summary>Completes names of stores.</summary>
public sealed class StoreCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word) =>
        LabStore.All(settings.Settings.Storage).Select(store => store.Name).Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
