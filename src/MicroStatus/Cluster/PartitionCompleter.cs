using MicroStatus.Configuration;
using MicroStatus.Hosting;

namespace MicroStatus.Cluster;

/// <summary>Completes the partition: the one that the settings name.</summary>
public sealed class PartitionCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word) =>
        new[] { settings.Settings.Cluster.Partition }.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
