using System.Globalization;
using System.Text.RegularExpressions;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster;

/// <summary>Runs jobs on a SLURM cluster through its commands (lab.md §8, §13).</summary>
/// <param name="settings">Commands, user and times.</param>
/// <param name="zone">The lab's time zone.</param>
/// <param name="clock">The machine's clock.</param>
public sealed partial class SlurmExecutor(ClusterSettings settings, TimeZoneInfo zone, TimeProvider clock) : IClusterExecutor
{
    private readonly SlurmQueue _queue = new(settings, new SlurmJobs(zone));
    private readonly SlurmAccounting _accounting = new(settings, new SlurmJobs(zone));
    private readonly ClusterCommand _submit = new(settings.Submit, "Cluster:Submit", settings.CommandTimeout);
    private readonly ClusterCommand _cancel = new(settings.Cancel, "Cluster:Cancel", settings.CommandTimeout);

    /// <inheritdoc/>
    public async Task<ClusterSubmission> SubmitAsync(ClusterJobRequest request, CancellationToken cancellationToken)
    {
        ClusterRequests.Check(request);
        ClusterScript.Check(request);
        if (await FindSameAsync(request, cancellationToken) is { } found)
        {
            return new ClusterSubmission(found, WasFound: true);
        }

        try
        {
            var submitted = await SubmitNewAsync(request, cancellationToken);
            var earlier = request.Comment is null ? null : await GiveWayAsync(submitted, cancellationToken);
            return new ClusterSubmission(earlier ?? submitted, WasFound: earlier is not null);
        }
        catch (StatusException e) when (e.ErrorId is "ClusterCommandTimedOut" or "ClusterAnswerUnreadable")
        {
            if (await FindAfterFaultAsync(request, cancellationToken) is { } late)
            {
                return new ClusterSubmission(late, WasFound: true);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterJob>> ListAsync(CancellationToken cancellationToken) => _queue.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClusterJob>> GetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var queued = ids.Count == 0 ? [] : await _queue.ReadAsync(cancellationToken);
        var forgotten = ids.Where(id => JobId().IsMatch(id) && !queued.Any(job => job.IsMeantBy(id))).ToList();
        var (told, why) = forgotten.Count == 0 ? ([], string.Empty) : await LookUpAsync(forgotten, cancellationToken);
        var known = queued.Concat(told).ToList();
        return
        [
            .. ids.Distinct(StringComparer.Ordinal).SelectMany(id => known.Exists(job => job.IsMeantBy(id))
                ? known.Where(job => job.IsMeantBy(id))
                : [ClusterJob.NotKnown(id, ClusterExecutor.Slurm, $"SLURM's queue does not know it{why}.")]),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClusterJob>> FindAsync(string name, string? comment, CancellationToken cancellationToken)
    {
        var queued = Matching(await _queue.ReadAsync(cancellationToken), name, comment);
        return queued.Count > 0 ? queued : Matching(await _accounting.ReadRecentAsync(cancellationToken) ?? [], name, comment);
    }

    /// <inheritdoc/>
    public async Task StopAsync(string id, CancellationToken cancellationToken)
    {
        var known = (await _queue.ReadAsync(cancellationToken)).Where(job => job.IsMeantBy(id)).ToList();
        if (known.Count == 0)
        {
            throw ClusterFaults.JobNotFound(id, $"SLURM's queue has no job '{id}' of the user {settings.User}.");
        }

        if (!known.Exists(job => job.IsLive))
        {
            return;
        }

        var reply = await _cancel.RunAsync([id], CommandEnvironment.ToAsk(), cancellationToken);
        if (!reply.IsGood)
        {
            throw Fault(_cancel, reply, id);
        }
    }

    private static List<ClusterJob> Matching(IEnumerable<ClusterJob> jobs, string name, string? comment) =>
        [.. jobs.Where(job => job.Name == name && (comment is null || job.Comment == comment))];

    private static StatusException Fault(ClusterCommand command, CommandReply reply, string target) => SlurmReply.Of(reply.Error) switch
    {
        SlurmReply.Meaning.Failed => command.Failed(reply),
        SlurmReply.Meaning.Unsure => command.Unsure(reply),
        _ => ClusterFaults.Refused(target, reply.Words),
    };

    private async Task<ClusterJob?> FindSameAsync(ClusterJobRequest request, CancellationToken cancellationToken)
    {
        if (request.Comment is not null)
        {
            return (await FindAsync(request.Name, request.Comment, cancellationToken)).LastOrDefault();
        }

        var queued = await _queue.ReadAsync(cancellationToken);
        return queued.LastOrDefault(job => job.Name == request.Name && job.Comment is null && job.IsLive);
    }

    // When the cluster cannot be asked either, the first fault is the one to tell.
    private async Task<ClusterJob?> FindAfterFaultAsync(ClusterJobRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await FindSameAsync(request, cancellationToken);
        }
        catch (StatusException)
        {
            return null;
        }
    }

    // A request of an earlier try can lie in a controller that stands still, and be carried out after the look before this submission. Then the later job, which
    // waits for the earlier one because of --dependency=singleton, is taken back. When that cannot be done, they run one after the other.
    private async Task<ClusterJob?> GiveWayAsync(ClusterJob submitted, CancellationToken cancellationToken)
    {
        try
        {
            var earlier = Matching(await _queue.ReadAsync(cancellationToken), submitted.Name, submitted.Comment).Find(job => !job.IsMeantBy(submitted.Id));
            return earlier is not null && (await _cancel.RunAsync(["--state=PENDING", submitted.Id], CommandEnvironment.ToAsk(), cancellationToken)).IsGood ? earlier : null;
        }
        catch (StatusException)
        {
            return null;
        }
    }

    private async Task<(IReadOnlyList<ClusterJob> Jobs, string Why)> LookUpAsync(List<string> ids, CancellationToken cancellationToken)
    {
        try
        {
            var told = await _accounting.ReadAsync(ids, cancellationToken);
            return (told ?? [], told is null ? ", and the cluster keeps no accounts" : ", nor does its accounting");
        }
        catch (StatusException e)
        {
            return ([], $", and its accounting cannot be asked: {e.Message.TrimEnd('.')}");
        }
    }

    private async Task<ClusterJob> SubmitNewAsync(ClusterJobRequest request, CancellationToken cancellationToken)
    {
        var reply = await _submit.RunAsync(Arguments(request), CommandEnvironment.OfJob(), cancellationToken);
        if (!reply.IsGood)
        {
            throw Fault(_submit, reply, request.Name);
        }

        return new ClusterJob
        {
            Id = SlurmReply.IdOf(reply.Output) ?? throw _submit.Unreadable("did not answer with the id of a job."),
            Name = request.Name,
            Comment = request.Comment,
            State = ClusterJobState.Pending,
            Submitted = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone),
            Executor = ClusterExecutor.Slurm,
        };
    }

    private static List<string> Arguments(ClusterJobRequest request)
    {
        List<string> arguments =
        [
            "--parsable", "--no-requeue", "--nodes=1", "--ntasks=1", "--export=ALL", "--open-mode=append",
            "--job-name=" + request.Name,
            "--chdir=" + request.WorkingFolder,
            "--output=" + request.LogPath.Replace("%", "%%", StringComparison.Ordinal),
            string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={request.Cpus}"),
        ];
        Add("--comment=", request.Comment);
        Add("--dependency=", request.Comment is null ? null : "singleton");
        Add("--partition=", request.Partition);
        Add("--array=", request.Array);
        Add("--mem=", request.MemoryGigabytes is { } gigabytes ? string.Create(CultureInfo.InvariantCulture, $"{gigabytes}G") : null);
        Add("--time=", request.TimeLimit is { } limit ? Math.Ceiling(limit.TotalMinutes).ToString(CultureInfo.InvariantCulture) : null);
        return [.. arguments, "--", request.ScriptPath];

        void Add(string option, string? value)
        {
            if (value is not null)
            {
                arguments.Add(option + value);
            }
        }
    }

    [GeneratedRegex(@"^[0-9]+(_[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobId();
}
