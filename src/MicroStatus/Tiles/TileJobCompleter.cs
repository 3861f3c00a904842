using MicroStatus.Configuration;
using MicroStatus.Hosting;
using MicroStatus.Tiles.Jobs;

namespace MicroStatus.Tiles;

/// <summary>Completes the names of jobs on tiles, the newest first.</summary>
public sealed class TileJobCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word) =>
        new TileJobs(settings.Settings, backend.Files, backend.FileActs, backend.Cluster(settings.Settings), backend.Clock(settings.Settings))
            .Names()
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .OrderDescending(StringComparer.Ordinal);
}
