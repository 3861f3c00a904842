using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster;

/// <summary>Asks SLURM's <c>squeue</c> for the configured user's jobs: those that wait and run, and those that ended some minutes ago.</summary>
/// <param name="settings">The command, the user and the time it may take.</param>
/// <param name="jobs">Reads its records.</param>
internal sealed class SlurmQueue(ClusterSettings settings, SlurmJobs jobs)
{
    private static readonly Dictionary<string, string> NoCodes = [];
    private readonly ClusterCommand _command = new(settings.Queue, "Cluster:Queue", settings.CommandTimeout);

    /// <summary>Asks.</summary>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>The jobs, oldest first.</returns>
    /// <exception cref="StatusException">See <see cref="IClusterExecutor"/>.</exception>
    public async Task<IReadOnlyList<ClusterJob>> ReadAsync(CancellationToken cancellationToken)
    {
        var table = SlurmTable.Create();
        var format = string.Concat(SlurmJobs.QueueFields.Select(field => field + table.Separator));
        var reply = await AskAsync("--format=" + format, cancellationToken);
        if (!reply.IsGood)
        {
            throw Fault(reply);
        }

        var records = table.Read(reply.Output, SlurmJobs.QueueFields.Count) ?? throw _command.Unreadable("did not answer in the form that was asked for.");
        var found = records.Select(record => jobs.FromQueue(record, NoCodes)).ToList();
        if (found.Exists(job => job.IsOver))
        {
            var codes = await ReadExitCodesAsync(cancellationToken);
            found = [.. records.Select(record => jobs.FromQueue(record, codes))];
        }

        return [.. found.OrderBy(job => job.Submitted).ThenBy(job => job.Id.Length).ThenBy(job => job.Id, StringComparer.Ordinal)];
    }

    // Only this option has them; there they stand beside nothing that anyone can choose.
    private async Task<IReadOnlyDictionary<string, string>> ReadExitCodesAsync(CancellationToken cancellationToken)
    {
        var reply = await AskAsync("--Format=JobArrayID:64,exit_code:32", cancellationToken);
        var isTold = !reply.Error.Contains("Invalid job format", StringComparison.OrdinalIgnoreCase);
        return reply.IsGood ? SlurmJobs.ReadExitCodes(reply.Output) : isTold ? throw Fault(reply) : NoCodes;
    }

    private Task<CommandReply> AskAsync(string format, CancellationToken cancellationToken) =>
        _command.RunAsync(["--noheader", "--array", "--states=all", "--user=" + settings.User, format], CommandEnvironment.ToAsk(), cancellationToken);

    // A question changes nothing: what is unsure for others has only failed here.
    private StatusException Fault(CommandReply reply) => _command.Failed(reply);
}
