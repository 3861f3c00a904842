using System.Globalization;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster;

/// <summary>Asks SLURM's <c>sacct</c> for jobs that the queue has forgotten, where a cluster keeps accounts.</summary>
/// <param name="settings">The command, the user and the time it may take.</param>
/// <param name="jobs">Reads its records.</param>
internal sealed class SlurmAccounting(ClusterSettings settings, SlurmJobs jobs)
{
    private const string Disabled = "accounting storage is disabled";
    private readonly ClusterCommand _command = new(settings.Accounting, "Cluster:Accounting", settings.CommandTimeout);

    /// <summary>Looks jobs up.</summary>
    /// <param name="ids">Ids of jobs or arrays.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>Those that are known; null when the cluster keeps no accounts.</returns>
    /// <exception cref="StatusException">See <see cref="IClusterExecutor"/>.</exception>
    public Task<IReadOnlyList<ClusterJob>?> ReadAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        AskAsync("--jobs=" + string.Join(',', ids), cancellationToken);

    /// <summary>Looks up the jobs of the last time.</summary>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>The jobs; null when the cluster keeps no accounts.</returns>
    /// <exception cref="StatusException">See <see cref="IClusterExecutor"/>.</exception>
    public Task<IReadOnlyList<ClusterJob>?> ReadRecentAsync(CancellationToken cancellationToken) =>
        AskAsync(string.Create(CultureInfo.InvariantCulture, $"--starttime=now-{(long)settings.AccountingSpan.TotalSeconds}"), cancellationToken);

    private async Task<IReadOnlyList<ClusterJob>?> AskAsync(string which, CancellationToken cancellationToken)
    {
        CommandReply reply;
        var table = SlurmTable.Create();
        try
        {
            reply = await _command.RunAsync(
                [
                    "--noheader", "--allocations", "--parsable", "--delimiter=" + table.Separator, "--user=" + settings.User, which,
                    "--format=" + string.Join(',', SlurmJobs.AccountingFields),
                ],
                CommandEnvironment.ToAsk(),
                cancellationToken);
        }
        catch (StatusException e) when (e.ErrorId == "ClusterCommandNotFound")
        {
            return null;
        }

        if (!reply.IsGood)
        {
            return reply.Error.Contains(Disabled, StringComparison.OrdinalIgnoreCase) ? null : throw _command.Failed(reply);
        }

        var records = table.Read(reply.Output, SlurmJobs.AccountingFields.Count) ?? throw _command.Unreadable("did not answer in the form that was asked for.");
        return [.. records.Select(jobs.FromAccounting).OrderBy(job => job.Submitted)];
    }
}
