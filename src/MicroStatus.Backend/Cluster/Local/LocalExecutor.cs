using System.Globalization;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster.Local;

/// <summary>Runs jobs as processes of this machine that go on when their starter ends: for labs without a cluster, and for demo labs.</summary>
/// <remarks>Each job has a folder below <see cref="ClusterSettings.LocalFolder"/>. Its watcher, a small shell script, notes itself and the job's end there, so that
/// both are known to every later process of this machine, also after a restart.</remarks>
/// <param name="settings">Folder, command and times.</param>
/// <param name="zone">The lab's time zone.</param>
/// <param name="clock">The machine's clock.</param>
public sealed class LocalExecutor(ClusterSettings settings, TimeZoneInfo zone, TimeProvider clock) : IClusterExecutor
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly LocalJobs _jobs = new(settings, zone, clock);
    private readonly ClusterCommand _start = new(settings.LocalStart, "Cluster:LocalStart", settings.CommandTimeout);

    /// <inheritdoc/>
    public async Task<ClusterSubmission> SubmitAsync(ClusterJobRequest request, CancellationToken cancellationToken)
    {
        ClusterRequests.Check(request);
        if (request.Array is not null)
        {
            throw ClusterRequests.Invalid("Jobs that run as processes of this machine are no arrays.", request);
        }

        ClusterScript.Check(request);
        _jobs.Sweep();
        if (request.Comment is null && _jobs.Read().LastOrDefault(job => job.IsLive && job.Name == request.Name && job.Comment is null) is { } live)
        {
            return new ClusterSubmission(live, WasFound: true);
        }

        var isNew = _jobs.TryCreate(request, await ReadWatcherAsync(cancellationToken), out var folder);
        if (!folder.IsClaimed)
        {
            // Also when it was found: then its starter ended too early. It is run once, whoever starts it.
            await StartAsync(folder, cancellationToken);
        }

        return new ClusterSubmission(_jobs.Read(folder), !isNew);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterJob>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(_jobs.Read());

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterJob>> GetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ClusterJob>>(
        [
            .. ids.Distinct(StringComparer.Ordinal).Select(id => _jobs.Find(id) is { } folder
                ? _jobs.Read(folder)
                : ClusterJob.NotKnown(id, ClusterExecutor.Local, $"'{settings.LocalFolder}' does not know it.")),
        ]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterJob>> FindAsync(string name, string? comment, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ClusterJob>>([.. _jobs.Read().Where(job => job.Name == name && (comment is null || job.Comment == comment))]);

    /// <inheritdoc/>
    public async Task StopAsync(string id, CancellationToken cancellationToken)
    {
        var folder = _jobs.Find(id) ?? throw ClusterFaults.JobNotFound(id, $"There is no job '{id}' in '{settings.LocalFolder}'.");
        if (_jobs.Read(folder).IsOver)
        {
            return;
        }

        if (folder.Process is { } elsewhere && elsewhere.Host != Environment.MachineName)
        {
            throw new StatusException(
                "ClusterJobElsewhere",
                StatusErrorCategory.InvalidOperation,
                $"The job '{id}' runs on {elsewhere.Host}, and can be stopped from there alone.",
                $"Run Stop-ClusterJob on {elsewhere.Host}.",
                id);
        }

        folder.NoteCancelled();
        if (folder.Process is null && folder.TryClaim())
        {
            return; // nobody can start it any more
        }

        // Somebody has begun it, and will have noted its process in a moment.
        if (await WaitAsync(() => folder.Process is not null, settings.CommandTimeout, cancellationToken) && folder.Process is { } process)
        {
            await EndAsync(folder, process, cancellationToken);
        }
    }

    private async Task EndAsync(LocalJobFolder folder, LocalProcess process, CancellationToken cancellationToken)
    {
        var session = new LocalSession(process.Id);
        bool IsOver() => _jobs.Read(folder).IsOver;
        if (!IsOver())
        {
            session.AskToEnd();
        }

        if (!await WaitAsync(IsOver, settings.LocalStopGrace, cancellationToken))
        {
            session.End();
            if (!await WaitAsync(IsOver, settings.LocalStopGrace, cancellationToken))
            {
                throw new StatusException(
                    "ClusterStopFailed",
                    StatusErrorCategory.Failure,
                    string.Create(CultureInfo.InvariantCulture, $"The processes of the job '{folder.Id}' (session {process.Id}) do not end, although they were killed."),
                    "They may wait for a file system that does not answer. See what 'ps' says of them.",
                    folder.Id);
            }
        }
    }

    private async Task<bool> WaitAsync(Func<bool> isTrue, TimeSpan most, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (!isTrue())
        {
            if (clock.GetElapsedTime(begun) > most)
            {
                return false;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }

        return true;
    }

    private async Task StartAsync(LocalJobFolder folder, CancellationToken cancellationToken)
    {
        var record = folder.Record;
        if (record is null)
        {
            return; // its state says so
        }

        var reply = await _start.RunAsync(
            [
                folder.WatcherPath, folder.FullName, Environment.MachineName, record.WorkingFolder, record.LogPath,
                record.LimitSeconds.ToString(CultureInfo.InvariantCulture),
                ((long)settings.LocalStopGrace.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            ],
            CommandEnvironment.OfJob(),
            cancellationToken);

        // Another submission of the same job may have been faster by a moment.
        if (folder.TryClaim())
        {
            folder.Delete(); // nobody has started it, and nobody will
            throw _start.Failed(reply);
        }

        if (!await WaitAsync(() => folder.Process is not null, settings.CommandTimeout, cancellationToken))
        {
            throw _start.Unsure(reply);
        }
    }

    private static async Task<byte[]> ReadWatcherAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(LocalExecutor).Assembly.GetManifestResourceStream("Cluster/LocalJob.sh")
            ?? throw new InvalidOperationException("The assembly lacks the script that watches over jobs.");
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
