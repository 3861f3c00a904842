using MicroStatus.Configuration;
using MicroStatus.Hosting;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing;

/// <summary>Completes the names of clusters that process several datasets.</summary>
public sealed class ServiceNameCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word) =>
        ServiceNames.All.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
