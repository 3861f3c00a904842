using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>The command that submits the jobs of processing: run once a dataset, by us or by somebody else (lab.md §4). Pure.</summary>
/// <param name="settings">The command.</param>
internal sealed class StartStage(StatusSettings settings)
{
    private const int LastLines = 5;
    private const int LongestOutput = 600;

    private readonly IReadOnlyList<string> _template = settings.MesoSpim.Processing.Command;

    /// <summary>Reads the stage.</summary>
    public StageReading Read(ProcessingSubject subject, MesoSpimContents contents)
    {
        var command = subject.CommandOf(StageKind.Start);
        return command switch
        {
            { State: CommandState.Succeeded } => Reading(StageState.Done, "The command that starts processing has ended well.") with { Moment = command.Ended ?? command.Begun },
            { IsOpen: true } => Reading(StageState.Running, $"The command that starts processing {(command.State == CommandState.Running ? "runs" : "waits for its turn")}.") with
            {
                Progress = command.State.ToString(),
                Moment = command.Begun,
                IsPatient = command.State == CommandState.Waiting,
            },
            { State: CommandState.Failed } => Failed(command),
            _ when IsBegunByOthers(subject) => Reading(StageState.Done, "Processing was begun by somebody else."),
            _ => Waiting(subject, contents),
        };
    }

    // What a person or the older monitor has begun is never begun a second time. A row in need of a person tells nothing by itself: what we remember
    // of it does, and of one that we never looked at somebody else knows why.
    private static bool IsBegunByOthers(ProcessingSubject subject) => subject.Row.ProcessingStatus switch
    {
        ProcessingStatus.NotStarted => false,
        ProcessingStatus.NeedsAttention => subject.Record is not { Stage: StageKind.Start },
        _ => true,
    };

    private StageReading Waiting(ProcessingSubject subject, MesoSpimContents contents)
    {
        var row = subject.Row;
        var more = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DatasetPath"] = subject.Folder,
            ["Pi"] = row.Pi ?? settings.Discovery.NoPi,
        };
        var missing = CommandLine.Missing(_template, row, more);
        return missing.Count > 0
            ? Reading(StageState.Waiting, $"The command that starts processing needs {string.Join(", ", missing)}, which the row does not tell.")
            : Reading(StageState.Waiting, "Processing is not started.") with
            {
                Next = !contents.HasTiles ? null : new ProcessingAct.Run(
                    StageKind.Start,
                    string.Create(CultureInfo.InvariantCulture, $"mesospim_{row.Id:D5}"),
                    CommandLine.Fill(_template, row, more),
                    subject.Folder)
                {
                    What = "Starts processing: imaging is finished.",
                },
            };
    }

    private static StageReading Failed(ProcessingCommand command)
    {
        var code = command.ExitCode is { } exit ? string.Create(CultureInfo.InvariantCulture, $" with exit code {exit}") : string.Empty;
        var output = LastOf(command.Output);
        var failure = AttentionReason.Of(
            AttentionKind.CommandFailed,
            command.Log,
            $"The command that starts processing failed{code}{(output.Length > 0 ? $": {output}" : ".")}",
            $"Look at {command.Log}; then begin it again with Start-DatasetProcessing -Force.") with
        {
            Names = [command.Log],
        };
        return Reading(StageState.Failed, failure.Finding) with { Failure = failure, Moment = command.Ended ?? command.Begun };
    }

    private static string LastOf(string? output)
    {
        var lines = (output ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var text = string.Join(" / ", lines.TakeLast(LastLines));
        return text.Length > LongestOutput ? "…" + text[^LongestOutput..] : text;
    }

    private static StageReading Reading(StageState state, string why) => new()
    {
        Stage = StageKind.Start,
        State = state,
        Why = why,
        StatusUntilDone = ProcessingStatus.NotStarted,
        StatusWhenDone = ProcessingStatus.InProgress,
    };
}
