using MicroStatus.Configuration;
using MicroStatus.Hosting;

namespace MicroStatus.Cluster;

/// <summary>The base of completers that offer jobs; a cluster that does not answer soon offers nothing.</summary>
public abstract class ClusterJobCompleter : LabCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return Ask(backend.Cluster(settings.Settings), patience.Token).Select(Word).Where(text => text.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    // A completer has no way to be asynchronous; the question runs on a worker, which waits for nothing here.
#pragma warning disable VSTHRD002
    private static IReadOnlyList<ClusterJob> Ask(IClusterExecutor cluster, CancellationToken patience) =>
        Task.Run(() => cluster.ListAsync(patience), patience).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    /// <summary>What is offered of a job.</summary>
    /// <param name="job">The job.</param>
    /// <returns>Its name or id.</returns>
    protected abstract string Word(ClusterJob job);
}
