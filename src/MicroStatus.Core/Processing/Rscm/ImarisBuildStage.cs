using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Imaris;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Processing.Rscm;

/// <summary>The Imaris file is built of denoised composites: told by the file, by the one that grows beside it, and by the command that was run (lab.md §3.6–3.7).</summary>
/// <param name="settings">The settings.</param>
/// <param name="watch">Tells the moment.</param>
internal sealed class ImarisBuildStage(StatusSettings settings, ProgressWatch watch)
{
    private const int LastLines = 5;

    private readonly ImarisBuildCommand _command = new(settings.Rscm.Processing.ImarisBuild);

    /// <summary>Reads the stage.</summary>
    /// <param name="traces">What there is.</param>
    /// <returns>The reading.</returns>
    public StageReading Read(RscmTraces traces)
    {
        var command = CommandOf(traces);
        var reading = new StageReading
        {
            Stage = StageKind.ImarisBuild,
            State = StageState.Waiting,
            Why = "It waits for the denoised composites.",
            StatusUntilDone = ProcessingStatus.Denoised,
            StatusWhenDone = ProcessingStatus.Finished,
            Moment = traces.Imaris.File?.Modified,
        };
        return traces.Imaris switch
        {
            { IsGood: true } good => reading with { State = StageState.Done, Percent = 100, Why = $"{good.File!.Path} opens.", Progress = "done" },
            { Part: { } part } growing when !HasFailedSince(command, growing.PartWritten) => Running(reading, $"{part} grows.", growing.PartSize, growing.PartWritten),
            { File: { IsBeingWritten: true } file } when !HasFailedSince(command, file.Modified) => Running(reading, $"{file.Path} is being written.", file.FileSize, file.Modified),
            { File: { IsBeingWritten: false } file } when command is null || command.Begun < file.Modified => Broken(reading, file),
            _ => command is not null ? OfCommand(reading, command, traces) : Unbegun(reading, traces),
        };
    }

    /// <summary>We have seen the denoised composites become complete: nobody else has begun the build.</summary>
    /// <param name="traces">What there is.</param>
    /// <returns>True when we have.</returns>
    public static bool IsOurs(RscmTraces traces) => traces.Summary.IsBuildOurs || (traces.IsDenoised && traces.Subject switch
    {
        { Row.ProcessingStatus: ProcessingStatus.NotStarted or ProcessingStatus.InProgress or ProcessingStatus.Started or ProcessingStatus.Stitched } => true,
        { Row.ProcessingStatus: ProcessingStatus.NeedsAttention, Record.Stage: StageKind.Stitching or StageKind.Denoising } => true,
        _ => false,
    });

    // One for an earlier stitching, or for another job, tells nothing of this one.
    private ProcessingCommand? CommandOf(RscmTraces traces) =>
        traces.JobFolder is { } folder
        && traces.Subject.CommandOf(StageKind.ImarisBuild) is { State: not CommandState.NotRun } command
        && !(command.Begun < traces.Queue.Since)
        && _command.IsFor(command, folder)
            ? command
            : null;

    private static bool HasFailedSince(ProcessingCommand? command, DateTimeOffset written) => command is { State: CommandState.Failed, Ended: { } ended } && ended > written;

    private static StageReading Running(StageReading reading, string why, long size, DateTimeOffset written) => reading with
    {
        State = StageState.Running,
        Why = why,
        Moment = written,
        Progress = string.Create(CultureInfo.InvariantCulture, $"bytes {size}"),
    };

    private StageReading Broken(StageReading reading, ImarisFile file)
    {
        if (watch.Now - file.Modified < settings.Rscm.SettleTime)
        {
            return Running(reading, $"{file.Path} does not open yet; it has only just been written.", file.FileSize, file.Modified);
        }

        var name = Path.GetFileName(file.Path);
        var finding = $"{name} does not open: {file.Reason ?? "nothing tells why."}";
        return reading with
        {
            State = StageState.Failed,
            Why = finding,
            Failure = AttentionReason.Of(AttentionKind.ImarisFileBroken, name, finding, "Test-ImarisFile tells more; remove the file, then begin the build again with Start-DatasetProcessing -Force.") with { Names = [name] },
        };
    }

    private static StageReading OfCommand(StageReading reading, ProcessingCommand command, RscmTraces traces)
    {
        var state = reading with { Progress = $"command {command.RunId} {command.State}", Moment = command.Ended ?? command.Begun };
        switch (command.State)
        {
            case CommandState.Failed:
                var exit = command.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" with exit code {code}") : string.Empty;
                var finding = $"The command that builds the Imaris file of {traces.Job!.Folder} failed{exit}.{LastWords(command)}";
                return state with
                {
                    State = StageState.Failed,
                    Why = finding,
                    Failure = AttentionReason.Of(AttentionKind.CommandFailed, command.JobName, finding, $"{command.Log} holds all it wrote; then begin it again with Start-DatasetProcessing -Force.") with { Names = [command.JobName] },
                };
            case CommandState.Succeeded:
                return state with { State = StageState.Running, Why = "The command that builds the Imaris file has run; nothing of the file is there yet." };
            default:
                var words = command.State == CommandState.Running ? "runs" : "waits for its turn";
                return state with { State = StageState.Running, Why = $"The command that builds the Imaris file {words} as job {command.JobName}." };
        }
    }

    private static string LastWords(ProcessingCommand command)
    {
        var lines = (command.Output ?? string.Empty).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? string.Empty : $" It wrote last: {string.Join(" | ", lines.TakeLast(LastLines)).TrimEnd('.')}.";
    }

    private StageReading Unbegun(StageReading reading, RscmTraces traces)
    {
        if (!traces.IsDenoised)
        {
            return reading;
        }

        if (!IsOurs(traces) && traces.Subject.Row.ProcessingStatus is ProcessingStatus.Denoised or ProcessingStatus.BuiltIms or ProcessingStatus.NeedsAttention)
        {
            return reading with
            {
                State = StageState.Running,
                Why = "Its composites were denoised before this monitor watched them: the build was begun elsewhere, and is not begun a second time unasked.",
                Progress = "elsewhere",
            };
        }

        return reading with
        {
            Why = "Its denoised composites are complete: the Imaris build can begin.",
            Progress = "ready",
            Next = traces.IsBusy ? null : _command.Of(traces.Subject.Row, traces.JobFolder!, traces.Job!.Text),
        };
    }
}
