using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing;

/// <summary>The base of cmdlets that start and stop the clusters that process several datasets.</summary>
public abstract class ServiceCommand : DatasetReadCommand
{
    /// <summary>The clusters: <c>stitching</c>, <c>denoising</c>; wildcards are allowed. Without it: stitching.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [ServiceNames.Stitching];

    /// <summary>What is to become of them.</summary>
    private protected abstract ServiceWish Wish { get; }

    /// <summary>Why a cluster may not be brought to it; null when it may.</summary>
    /// <param name="need">What it is needed for.</param>
    /// <returns>The reason, in a sentence.</returns>
    private protected abstract StatusException? Refusal(ServiceNeed need);

    /// <summary>What is done, for a person.</summary>
    private protected abstract string Action { get; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var desk = new ProcessingDesk(Backend, Settings, Environment.MachineName);
        var needs = await desk.ServicesAsync(OpenDatabase(cancellationToken), (row, e) => Report(e, row.Id), cancellationToken);
        foreach (var name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            var meant = needs.Where(need => pattern.IsMatch(need.Name)).ToList();
            if (meant.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                Report(
                    new StatusException("ServiceNotFound", StatusErrorCategory.NotFound, $"There is no cluster '{name}'.", $"Known are: {string.Join(", ", needs.Select(need => need.Name))}.", name),
                    name);
            }

            foreach (var need in meant)
            {
                try
                {
                    await KeepAsync(desk, need, cancellationToken);
                }
                catch (Exception e) when (IsOfOneItem(e))
                {
                    Report(e, need.Name);
                }
            }
        }
    }

    private async Task KeepAsync(ProcessingDesk desk, ServiceNeed need, CancellationToken cancellationToken)
    {
        if (Refusal(need) is { } refusal)
        {
            Report(refusal, need.Name);
            return;
        }

        if (!await MayAsync($"{need.Name} ({string.Join(", ", need.Jobs)})", Action))
        {
            return;
        }

        var decision = await desk.KeepAsync(need with { Need = Wish, Why = "Asked for by a person." }, cancellationToken);
        if (decision.Act == ServiceWish.AsItIs)
        {
            Warn($"{need.Name}: nothing was to be done; Get-ClusterJob shows its jobs.");
        }

        Emit(decision);
    }
}
