using System.Globalization;
using System.Text;
using MicroStatus.Acts;
using MicroStatus.Cluster;
using MicroStatus.Database;

namespace MicroStatus.Processing.Commands;

/// <summary>Runs commands of the lab through the executor, and finds out what became of them. A command is noted before it is submitted, and never submitted a
/// second time because its first submission is unsure.</summary>
/// <param name="tools">What it needs.</param>
public sealed class CommandRunner(ProcessingTools tools)
{
    private const int LongestResult = 64;

    private readonly CommandRules _rules = new(tools.Settings.Processing, 2 * tools.Settings.Cluster.CommandTimeout);

    /// <summary>A run that is about to be noted.</summary>
    /// <param name="jobName">Its job's name.</param>
    /// <param name="arguments">The program and its arguments.</param>
    /// <returns>The run, of no dataset and no service yet.</returns>
    public ProcessingCommand Plan(string jobName, IReadOnlyList<string> arguments)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"{jobName}-{tools.Now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        var runId = first;
        for (var run = 2; tools.Files.Find(CommandFiles.Of(tools.Settings.Processing, runId).Script) is not null; run++)
        {
            runId = string.Create(CultureInfo.InvariantCulture, $"{first}-{run}"); // a second one in one second: scripts are never rewritten
        }

        return new ProcessingCommand
        {
            RunId = runId,
            JobName = jobName,
            Arguments = arguments,
            State = CommandState.Submitting,
            Begun = tools.Now,
            Log = CommandFiles.Of(tools.Settings.Processing, runId).Log,
        };
    }

    /// <summary>What notes a run.</summary>
    /// <param name="command">The run.</param>
    /// <param name="change">What else is written with it: whose it is, and its history.</param>
    /// <param name="what">What is done, in a sentence.</param>
    /// <returns>The change set.</returns>
    public DatasetChangeSet Noted(ProcessingCommand command, DatasetChangeSet change, string what) => change with
    {
        Command = command,
        Begins = [.. change.Begins, new Intent { Kind = IntentKind.Command, Key = command.RunId, Id = command.Id, What = what, Data = command.JobName, Begun = tools.Now }],
    };

    /// <summary>Notes a run and submits it.</summary>
    /// <param name="command">The run.</param>
    /// <param name="workingFolder">The folder that it starts in.</param>
    /// <param name="change">What is written first: see <see cref="Noted"/>.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="cancellationToken">Ends the executor's command; what it did is then unsure, and the next check finds out.</param>
    /// <returns>The run as it stands: one that the executor refuses has <see cref="CommandState.Failed"/>, one that it could not be asked for has
    /// <see cref="CommandState.NotRun"/>; both say why.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors; what the database refuses of the change.</exception>
    /// <exception cref="IOException">The script cannot be written: nothing was begun.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access: nothing was begun.</exception>
    public async Task<ProcessingCommand> StartAsync(
        ProcessingCommand command, string workingFolder, DatasetChangeSet change, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        var files = CommandFiles.Of(tools.Settings.Processing, command.RunId);
        foreach (var folder in CommandFiles.Folders)
        {
            tools.FileActs.MakeFolder(Path.Join(tools.Settings.Processing.Folder, folder));
        }

        tools.FileActs.WriteFile(files.Script, Encoding.UTF8.GetBytes(CommandScript.Write(command, files, workingFolder)));
        var applied = tools.Gate.Write([change])[0];
        written(applied);
        if (applied.Error is { } error)
        {
            tools.FileActs.Delete(files.Script);
            throw error;
        }

        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Commands are run by someone who may act only.");
        }

        var ended = await SubmitAsync(command, files, cancellationToken).ConfigureAwait(false);
        if (ended != command)
        {
            Write(change, ended, written);
        }

        return ended;
    }

    /// <summary>Finds out what became of a run.</summary>
    /// <param name="command">The run, which is open.</param>
    /// <param name="jobs">The executor's jobs; null when it could not be asked.</param>
    /// <param name="cancellationToken">Ends the executor's commands.</param>
    /// <returns>The run as it stands; the same one when nothing has changed.</returns>
    /// <exception cref="StatusException">The executor cannot be asked for what it has forgotten.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public async Task<ProcessingCommand> LookAsync(ProcessingCommand command, IReadOnlyList<ClusterJob>? jobs, CancellationToken cancellationToken)
    {
        var files = CommandFiles.Of(tools.Settings.Processing, command.RunId);
        var code = ExitCode(files);
        var job = code is null && jobs is not null ? await JobOfAsync(command, jobs, cancellationToken).ConfigureAwait(false) : null;
        // Asked after the executor: what ended meanwhile has left its result by now.
        code ??= ExitCode(files);
        var looked = _rules.Decide(command, new CommandEvidence(code, tools.Files.Find(files.Claim) is not null, job, jobs is not null), tools.Now);
        return looked.IsOpen ? looked : looked with { Output = Output(files, looked.Output) };
    }

    /// <summary>What a look has changed, and settles the run's act.</summary>
    /// <param name="change">Whose run it is.</param>
    /// <param name="command">The run as it stands.</param>
    /// <returns>The change set.</returns>
    public static DatasetChangeSet Looked(DatasetChangeSet change, ProcessingCommand command) => change with
    {
        Command = command,
        Ends = command.State == CommandState.Submitting
            ? []
            : [new IntentEnd(command.RunId, command.State == CommandState.NotRun ? IntentState.NotDone : IntentState.Done, command.JobId ?? command.Output)],
    };

    private async Task<ProcessingCommand> SubmitAsync(ProcessingCommand command, CommandFiles files, CancellationToken cancellationToken)
    {
        try
        {
            var submission = await tools.Cluster.SubmitAsync(RequestOf(command, files), cancellationToken).ConfigureAwait(false);
            return command with { State = CommandState.Waiting, JobId = submission.Job.Id };
        }
        catch (StatusException e) when (e.ErrorId is "ClusterCommandTimedOut" or "ClusterAnswerUnreadable")
        {
            return command; // unsure: the act stays open, and evidence settles it
        }
        catch (StatusException e) when (e.ErrorId != "LeaseLost")
        {
            // What the cluster does not take it will not take at the next check either.
            var state = e.ErrorId is "ClusterRefused" or "ClusterRequestInvalid" ? CommandState.Failed : CommandState.NotRun;
            return command with { State = state, Ended = tools.Now, Output = e.Message };
        }
    }

    private ClusterJobRequest RequestOf(ProcessingCommand command, CommandFiles files) => new()
    {
        Name = command.JobName,
        Comment = command.RunId,
        ScriptPath = files.Script,
        LogPath = files.Log,
        WorkingFolder = tools.Settings.Processing.Folder,
        Partition = tools.Settings.Cluster.Partition,
        Cpus = tools.Settings.Cluster.Cpus,
        MemoryGigabytes = tools.Settings.Cluster.MemoryGigabytes,
        TimeLimit = tools.Settings.Processing.CommandTimeLimit,
    };

    private void Write(DatasetChangeSet change, ProcessingCommand command, Action<AppliedChange> written) =>
        written(tools.Gate.Write([Looked(new DatasetChangeSet { Id = change.Id, Name = change.Name, Path = change.Path }, command)])[0]);

    // What the queue has forgotten is asked for by itself: the accounting may know.
    private async Task<ClusterJob?> JobOfAsync(ProcessingCommand command, IReadOnlyList<ClusterJob> jobs, CancellationToken cancellationToken)
    {
        var listed = jobs.LastOrDefault(job => job.Name == command.JobName && (job.Comment == command.RunId || job.Id == command.JobId));
        if (listed is not null)
        {
            return listed;
        }

        return command.JobId is { } id
            ? (await tools.Cluster.GetAsync([id], cancellationToken).ConfigureAwait(false)).FirstOrDefault()
            : (await tools.Cluster.FindAsync(command.JobName, command.RunId, cancellationToken).ConfigureAwait(false)).LastOrDefault();
    }

    private int? ExitCode(CommandFiles files)
    {
        try
        {
            return int.TryParse(Encoding.ASCII.GetString(tools.Files.ReadFile(files.Result, LongestResult)), NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string? Output(CommandFiles files, string? reason) =>
        string.Join(' ', new[] { reason, EndOf(files.Log) }.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } output ? output : null;

    private string EndOf(string log)
    {
        try
        {
            return Encoding.UTF8.GetString(tools.Files.ReadEnd(log, tools.Settings.Processing.OutputLimit)).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return string.Empty; // it wrote nothing
        }
    }
}
