using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using MicroStatus.Acquisition;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Tiles.Jobs;

/// <summary>Tests and montages that run as jobs: planned, submitted, found again.</summary>
/// <param name="settings">Where jobs lie, and how they are run.</param>
/// <param name="files">Reads.</param>
/// <param name="acts">Writes.</param>
/// <param name="executor">Runs jobs.</param>
/// <param name="clock">The machine's clock.</param>
public sealed class TileJobs(StatusSettings settings, IFileTree files, IFileActs acts, IClusterExecutor executor, TimeProvider clock)
{
    private const long Gigabyte = 1L << 30;

    private readonly TileJobSettings _settings = settings.Tiles.Jobs;
    private readonly Regex _unsafe = SettingPattern.Compile(settings.Moves.UnsafePattern);

    /// <summary>Plans a test.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="depth">How deep.</param>
    /// <param name="throttleLimit">How many files a task looks into at a time.</param>
    /// <returns>The plan; nothing is written yet.</returns>
    public TileJobPlan PlanTest(IReadOnlyList<TileSet> sets, TiffDepth depth, int throttleLimit)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var plan = new TileJobPlan
        {
            JobName = NewName("tiletest", sets[0].Id, sets[0].Name),
            Kind = TileJobKind.Test,
            Id = sets[0].Id,
            Name = sets[0].Name,
            Created = clock.GetUtcNow(),
            Tasks = 1,
            TaskBytes = _settings.TaskGigabytes * Gigabyte,
            TaskFiles = _settings.TaskFiles,
            ThrottleLimit = throttleLimit,
            Depth = depth,
            Sets = sets,
        };
        return plan with { Tasks = TileJobTasks.Of(plan).Count };
    }

    /// <summary>Plans a montage.</summary>
    /// <param name="request">The montage.</param>
    /// <returns>The plan; nothing is written yet.</returns>
    public TileJobPlan PlanMontage(MontageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new TileJobPlan
        {
            JobName = NewName("montage", request.Id, request.Name),
            Kind = TileJobKind.Montage,
            Id = request.Id,
            Name = request.Name,
            Created = clock.GetUtcNow(),
            Tasks = 1,
            Montage = request,
        };
    }

    /// <summary>Writes a job's folder and submits it: an array where the executor runs arrays and there are several tasks.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="module">The module's manifest or folder, which compute nodes can read.</param>
    /// <param name="cancellationToken">Ends the executor's commands.</param>
    /// <returns>The job.</returns>
    /// <exception cref="StatusException">Those of <see cref="IClusterExecutor.SubmitAsync"/>: the job's folder stays, and Receive-TileSetResult tells what became of it.</exception>
    /// <exception cref="UnauthorizedAccessException">The jobs' folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public async Task<TileJob> SubmitAsync(TileJobPlan plan, string module, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var folder = FolderOf(plan.JobName);
        folder.Create(plan, TileJobScript.Write(folder.Path, module, _settings.Shell));
        var isArray = plan.Tasks > 1 && settings.Cluster.Executor == ClusterExecutor.Slurm;
        var submission = await executor.SubmitAsync(
            new ClusterJobRequest
            {
                Name = plan.JobName,
                Comment = plan.JobName,
                ScriptPath = folder.Script,
                LogPath = folder.Log,
                WorkingFolder = folder.Path,
                Partition = settings.Cluster.Partition,
                Cpus = settings.Cluster.Cpus,
                MemoryGigabytes = settings.Cluster.MemoryGigabytes,
                TimeLimit = _settings.TimeLimit,
                Array = isArray ? string.Create(CultureInfo.InvariantCulture, $"0-{plan.Tasks - 1}%{_settings.TasksAtATime}") : null,
            },
            cancellationToken).ConfigureAwait(false);
        folder.NoteJob(submission.Job.Id);
        return JobOf(folder, plan, submission.Job.Id, [submission.Job], done: 0);
    }

    /// <summary>The jobs of a name, as they stand now.</summary>
    /// <param name="pattern">The job's or the dataset's name, with <c>*</c> and <c>?</c>.</param>
    /// <param name="cancellationToken">Ends the executor's commands.</param>
    /// <returns>The jobs, oldest first; a folder that is no job's is none.</returns>
    /// <exception cref="StatusException">Those of <see cref="IClusterExecutor.FindAsync"/>.</exception>
    public async Task<IReadOnlyList<TileJob>> FindAsync(string pattern, CancellationToken cancellationToken)
    {
        var found = new List<TileJob>();
        foreach (var name in Names())
        {
            var folder = FolderOf(name);
            if (PlanOf(folder) is { } plan && (IsMatch(pattern, plan.JobName) || IsMatch(pattern, plan.Name)))
            {
                found.Add(await LookAsync(folder, plan, cancellationToken).ConfigureAwait(false));
            }
        }

        return [.. found.OrderBy(job => job.Submitted)];
    }

    /// <summary>A job as it stands now.</summary>
    /// <param name="job">The job as it was.</param>
    /// <param name="cancellationToken">Ends the executor's commands.</param>
    /// <returns>The job.</returns>
    /// <exception cref="StatusException"><c>TileJobNotFound</c>: its folder is gone. Those of <see cref="IClusterExecutor.FindAsync"/>.</exception>
    /// <exception cref="InvalidDataException">Its plan is damaged.</exception>
    public Task<TileJob> LookAsync(TileJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var folder = FolderOf(job);
        var plan = folder.Plan() ?? throw new StatusException(
            "TileJobNotFound", StatusErrorCategory.NotFound, $"There is no job in '{job.Folder}' (any more).", "Submit it again.", job.Folder);
        return LookAsync(folder, plan, cancellationToken);
    }

    /// <summary>The folder of a job that was submitted, wherever new ones lie by now.</summary>
    /// <param name="job">The job.</param>
    /// <returns>The folder.</returns>
    public TileJobFolder FolderOf(TileJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return new TileJobFolder(job.Folder, files, acts);
    }

    /// <summary>The folder of a job, by the settings.</summary>
    /// <param name="jobName">The job's name.</param>
    /// <returns>The folder.</returns>
    public TileJobFolder FolderOf(string jobName) => new(Path.Join(_settings.Folder, jobName), files, acts);

    /// <summary>The names of all jobs.</summary>
    /// <returns>In no particular order.</returns>
    public IReadOnlyList<string> Names()
    {
        try
        {
            return [.. files.List(_settings.Folder).Where(entry => entry.Kind == EntryKind.Folder).Select(entry => entry.Name)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private async Task<TileJob> LookAsync(TileJobFolder folder, TileJobPlan plan, CancellationToken cancellationToken)
    {
        // Results first: a job that ends after they were counted is looked at again.
        var done = folder.Done().Count(task => task < plan.Tasks);
        var jobs = done >= plan.Tasks ? [] : await executor.FindAsync(plan.JobName, plan.JobName, cancellationToken).ConfigureAwait(false);
        if (!jobs.Any(job => job.IsLive))
        {
            done = folder.Done().Count(task => task < plan.Tasks);
        }

        return JobOf(folder, plan, folder.JobId(), jobs, done);
    }

    private TileJob JobOf(TileJobFolder folder, TileJobPlan plan, string? jobId, IReadOnlyList<ClusterJob> jobs, int done) => new()
    {
        JobName = plan.JobName,
        Kind = plan.Kind,
        State = TileJob.StateOf(plan.Tasks, done, jobs),
        Id = plan.Id,
        Name = plan.Name,
        Depth = plan.Depth,
        Tasks = plan.Tasks,
        TasksDone = done,
        Submitted = plan.Created,
        JobId = jobId,
        Executor = settings.Cluster.Executor,
        Folder = folder.Path,
        Reason = done >= plan.Tasks ? null : jobs.Where(job => job.IsOver && job.State != ClusterJobState.Completed).Select(job => job.Reason ?? job.State.ToString()).FirstOrDefault(),
    };

    private static TileJobPlan? PlanOf(TileJobFolder folder)
    {
        try
        {
            return folder.Plan();
        }
        catch (InvalidDataException)
        {
            return null; // something else lies there
        }
    }

    private static bool IsMatch(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);

    private string NewName(string kind, long? id, string name)
    {
        var known = id is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:D5}_") : string.Empty;
        var first = string.Create(CultureInfo.InvariantCulture, $"{kind}_{known}{_unsafe.Replace(name, settings.Moves.UnsafeReplacement)}_{clock.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        var unused = first;
        for (var again = 2; files.Find(FolderOf(unused).Path) is not null; again++)
        {
            unused = string.Create(CultureInfo.InvariantCulture, $"{first}-{again}");
        }

        return unused;
    }
}
