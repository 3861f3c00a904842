using System.Globalization;
using System.Management.Automation;
using MicroStatus.Hosting;
using MicroStatus.Tiles.Jobs;

namespace MicroStatus.Tiles;

/// <summary>Gives the results of Test-TileSet -AsJob and New-TileMontage -AsJob: the same objects that the cmdlets themselves give.</summary>
/// <remarks>
/// Findings and montages come once a job has finished. Of a job that is still under way a warning tells how far it is, and its results so far come; -Wait waits, with progress. A job that is over, or that nobody knows any more, without all of its
/// results is an error that names its log, beside the results that there are; Invoke-TileSetJob does the rest by hand. Results stay in the job's folder, and can be received again. With -ListOnly the jobs
/// come instead of their results.
/// </remarks>
/// <example>
/// <code>$job = Get-Dataset -Id 7 | Test-TileSet -Deep -AsJob; $job | Receive-TileSetResult -Wait | Export-Csv bad-tiles.csv</code>
/// Lets the cluster test a dataset, waits, and writes what is wrong to a file.
/// </example>
/// <example>
/// <code>Receive-TileSetResult KC34 -ListOnly</code>
/// Shows the jobs on a dataset, and how far they are.
/// </example>
[Cmdlet(VerbsCommunications.Receive, "TileSetResult", DefaultParameterSetName = ByName)]
[OutputType(typeof(TileFinding), typeof(Montage.TileMontage), typeof(TileJob))]
public sealed class ReceiveTileSetResultCommand : LabCommand
{
    private const string ByName = "Name";
    private const string ByJob = "Job";
    private const int ActivityId = 4714;

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    private TileJobs? _jobs;

    /// <summary>Names of jobs or of datasets; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(TileJobCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Jobs, as the cmdlets give them with -AsJob.</summary>
    [Parameter(ParameterSetName = ByJob, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public TileJob[] InputObject { get; set; } = [];

    /// <summary>Waits until the jobs are over.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest wait, for example 08:00:00; then what there is comes, with a warning. Without it: as long as it takes.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Time between two looks; 5 seconds, and never less than one.</summary>
    [Parameter]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gives the jobs as they stand, instead of their results.</summary>
    [Parameter]
    public SwitchParameter ListOnly { get; set; }

    private TileJobs Jobs => _jobs ??= new TileJobs(Settings, Backend.Files, Backend.FileActs, Backend.Cluster(Settings), Backend.Clock(Settings));

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Name)
        {
            var found = await Jobs.FindAsync(name, cancellationToken);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                Report(WhyNone(name), name);
            }

            foreach (var job in found)
            {
                await AboutAsync(job, () => ReceiveAsync(job, cancellationToken));
            }
        }

        foreach (var job in InputObject)
        {
            await AboutAsync(job, async () => await ReceiveAsync(await Jobs.LookAsync(job, cancellationToken), cancellationToken));
        }
    }

    // A folder whose plan cannot be read is there, and no job.
    private StatusException WhyNone(string name) => Jobs.Names().Contains(name, StringComparer.Ordinal)
        ? new StatusException("TileJobDamaged", StatusErrorCategory.InvalidData, $"The plan in '{Jobs.FolderOf(name).Path}' is missing or damaged.", "Submit the job again.", name)
        : new StatusException(
            "TileJobNotFound", StatusErrorCategory.NotFound, $"There is no job of the name '{name}', and none on a dataset of that name.", "Receive-TileSetResult * -ListOnly shows all.", name);

    // A job whose folder is gone, damaged or refuses access is reported, and the next one is received.
    private async Task AboutAsync(TileJob job, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (InvalidDataException e)
        {
            Report(new StatusException("TileJobDamaged", StatusErrorCategory.InvalidData, $"What lies in '{job.Folder}' is damaged: {e.Message}", "Delete a damaged result: Invoke-TileSetJob does its task again. Without its plan, submit the job again.", job.JobName, e), job.JobName);
        }
        catch (Exception e) when (e is StatusException { ErrorId: "TileJobNotFound" } or IOException or UnauthorizedAccessException)
        {
            Report(e, job.JobName);
        }
    }

    private async Task ReceiveAsync(TileJob job, CancellationToken cancellationToken)
    {
        job = Wait ? await WaitAsync(job, cancellationToken) : job;
        if (ListOnly)
        {
            Emit(job);
            return;
        }

        var folder = Jobs.FolderOf(job);
        Give(folder, job);
        Tell(folder, job);
    }

    private void Give(TileJobFolder folder, TileJob job)
    {
        if (folder.Plan() is not { } plan)
        {
            return;
        }

        var results = folder.Done().Where(task => task < plan.Tasks).Select(folder.Result).OfType<TileTaskResult>();
        if (plan.Kind == TileJobKind.Montage)
        {
            foreach (var montage in results.SelectMany(result => result.Montages))
            {
                Emit(montage);
            }

            return;
        }

        using var failures = new TileTestProgress(job.Name, Show, Report);
        foreach (var finding in new TileJobResults(new TileRules(Settings.Tiles)).Gather(plan, results, failures))
        {
            Emit(finding);
        }
    }

    private void Tell(TileJobFolder folder, TileJob job)
    {
        if (job.IsUnderWay)
        {
            Warn(string.Create(CultureInfo.InvariantCulture, $"{job.JobName} is still under way: {job.TasksDone} of {job.Tasks} tasks are done. -Wait waits for the rest."));
        }
        else if (job.State != TileJobState.Finished)
        {
            Report(
                new StatusException(
                    "TileJobIncomplete",
                    StatusErrorCategory.Failure,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(job.State == TileJobState.Unknown ? $"Of {job.JobName} nothing is known (any more)" : $"{job.JobName} is over")}, and {job.Tasks - job.TasksDone} of its {job.Tasks} tasks have left no result{(job.Reason is null ? string.Empty : $" ({job.Reason})")}. What they wrote is in '{folder.Log}'."),
                    $"Invoke-TileSetJob {CommandText.Quote(job.Folder)} does the rest here.",
                    job.JobName),
                job.JobName);
        }
    }

    private async Task<TileJob> WaitAsync(TileJob job, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Timeout is { } timeout ? new TimeSpan(Math.Max(0, timeout.Ticks)) : System.Threading.Timeout.InfiniteTimeSpan, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var activity = $"Waiting for {job.JobName}";
        try
        {
            while (job.IsUnderWay)
            {
                Show(new ProgressRecord(ActivityId, activity, string.Create(CultureInfo.InvariantCulture, $"{job.State}: {job.TasksDone} of {job.Tasks} tasks")) { PercentComplete = job.TasksDone * 100 / job.Tasks });
                await Task.Delay(PollInterval < ShortestPoll ? ShortestPoll : PollInterval, Clock, either.Token);
                job = await Jobs.LookAsync(job, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Detail($"The wait for {job.JobName} is over.");
        }
        finally
        {
            Show(new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }

        return job;
    }
}
