using MicroStatus.Acquisition.Demo;
using MicroStatus.Configuration;
using MicroStatus.Hosting;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Acquisition;

/// <summary>Completes the names of a demo lab's datasets that are processed.</summary>
public sealed class DemoDatasetCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word) =>
        DemoScenarios.All.Where(scenario => DemoFaults.StagesOf(scenario).Count > 0).Select(scenario => scenario.Name).Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
