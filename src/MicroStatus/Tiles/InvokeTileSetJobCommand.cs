using System.Globalization;
using System.Management.Automation;
using MicroStatus.Hosting;
using MicroStatus.Tiles.Jobs;

namespace MicroStatus.Tiles;

/// <summary>Does the work of a job that Test-TileSet -AsJob or New-TileMontage -AsJob has planned, on this machine.</summary>
/// <remarks>
/// Jobs call it on the nodes that they run on; a person can call it to do by hand what a job has left undone. A task that has left its result is not done again. The results lie in the job's
/// folder, and Receive-TileSetResult gathers them. No settings are needed: what is to be done is in the job's folder.
/// </remarks>
/// <example>
/// <code>Invoke-TileSetJob -LiteralPath /CBI_FastStore/tmp/tile_jobs/tiletest_00007_KC34_20260914T120000Z -Task 3</code>
/// Does one task of a job.
/// </example>
/// <example>
/// <code>Receive-TileSetResult tiletest_00007* -ErrorVariable left; Invoke-TileSetJob (Get-ChildItem /CBI_FastStore/tmp/tile_jobs/tiletest_00007*).FullName</code>
/// Does here what the tasks of a job have not done.
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "TileSetJob", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class InvokeTileSetJobCommand : LabCommand
{
    /// <summary>The folders of jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "Folder")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The tasks, from 0; without it all that have left no result.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Task { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var runner = new TileJobRunner(Backend.TiffFiles, Backend.Montages);
        foreach (var typed in LiteralPath)
        {
            await AboutAsync(typed, () => DoAsync(runner, typed, cancellationToken));
        }
    }

    private async Task DoAsync(TileJobRunner runner, string typed, CancellationToken cancellationToken)
    {
        var folder = new TileJobFolder(ResolvePath(typed), Backend.Files, Backend.FileActs);
        if (folder.Plan() is not { } plan)
        {
            throw new StatusException(
                "TileJobNotFound", StatusErrorCategory.NotFound, $"'{folder.Path}' is no folder of a job.", "Receive-TileSetResult shows the folders of jobs.", typed);
        }

        foreach (var task in Task ?? [.. Enumerable.Range(0, plan.Tasks).Except(folder.Done())])
        {
            await AboutAsync(typed, () => DoAsync(runner, folder, plan, task, cancellationToken));
        }
    }

    private async Task DoAsync(TileJobRunner runner, TileJobFolder folder, TileJobPlan plan, int task, CancellationToken cancellationToken)
    {
        if (task >= plan.Tasks)
        {
            throw new StatusException(
                "TileTaskNotFound",
                StatusErrorCategory.NotFound,
                string.Create(CultureInfo.InvariantCulture, $"The job '{plan.JobName}' has no task {task}: it has {plan.Tasks}, from 0."),
                target: task);
        }

        if (await MayAsync(string.Create(CultureInfo.InvariantCulture, $"{plan.JobName}, task {task} of {plan.Tasks}"), "Do a task"))
        {
            var isDone = await runner.RunAsync(folder, plan, task, cancellationToken);
            Detail(string.Create(CultureInfo.InvariantCulture, $"Task {task}: {(isDone ? "done" : "was done before")}."));
        }
    }

    // A folder or a task that fails is reported, and the next one is done; the shell of a job, which stops at errors, ends with it.
    private async Task AboutAsync(string folder, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (InvalidDataException e)
        {
            Report(new StatusException("TileJobDamaged", StatusErrorCategory.InvalidData, $"The plan in '{folder}' is damaged: {e.Message}", "Submit the job again.", folder, e), folder);
        }
        catch (Exception e) when (e is StatusException or IOException or UnauthorizedAccessException)
        {
            Report(e, folder);
        }
    }
}
