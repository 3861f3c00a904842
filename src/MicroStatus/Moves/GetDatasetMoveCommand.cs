using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Moves;

/// <summary>Shows moves of datasets to Hive: those under way with their progress, what became of others, and why a dataset is not moved.</summary>
/// <remarks>
/// Without -All the newest move of each dataset is shown, newest first. Of a move under way, Progress tells the step, bytes, speed and time left, read from
/// the files that its job writes. Nothing is changed, and nothing is recorded: Wait-DatasetMove and status checks do that. So the cmdlet works beside
/// a running check, in Observe mode, and where the database may not be written.
///
/// With -Explain a different object comes for each dataset: which rules keep the next status check from moving it, with the evidence, and when time alone
/// removes them. Where it matters, folders are looked at. Without ids and names: all datasets that have not moved.
/// </remarks>
/// <example>
/// <code>Get-DatasetMove -State Queued, Running</code>
/// Shows moves under way with percent, speed and time left.
/// </example>
/// <example>
/// <code>Get-Dataset -Pi klimstra-w -OnFastStore | Get-DatasetMove -Explain</code>
/// Says for each dataset of a PI why it is still on FastStore.
/// </example>
/// <example>
/// <code>Get-DatasetMove 8257* -All | Format-List</code>
/// Shows everything about all moves of some datasets, failed ones with their reasons.
/// </example>
[Cmdlet(VerbsCommon.Get, "DatasetMove", DefaultParameterSetName = ById)]
[OutputType(typeof(DatasetMove), typeof(MoveExplanation))]
public sealed class GetDatasetMoveCommand : MoveLookCommand
{
    private MoveSurvey? _survey;
    private string? _surveyOf;

    /// <summary>Only moves in these states; with -Explain, only datasets whose newest move is in one of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public MoveState[]? State { get; set; }

    /// <summary>All moves of a dataset, not just its newest. It does not change what -Explain tells.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Says for each dataset what keeps it from being moved.</summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Explain)
        {
            return ExplainAsync(cancellationToken);
        }

        var reader = new MoveProgressReader(Settings, Backend.Files);
        foreach (var move in Find(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Emit(WithProgress(move, reader));
        }

        return Task.CompletedTask;
    }

    private IReadOnlyList<DatasetMove> Find(CancellationToken cancellationToken)
    {
        var moves = OpenDatabase(cancellationToken).Moves;
        var filter = new MoveFilter { States = State ?? [], NewestOnly = !All };
        if (Name is not null)
        {
            var named = Select(new DatasetFilter { Names = Name }, cancellationToken).Select(row => row.Id).ToList();
            return named.Count == 0 ? [] : moves.Find(filter with { Ids = named });
        }

        var found = moves.Find(filter with { Ids = Id ?? [] });
        if (Id?.Except(found.Select(move => move.Id)).ToList() is { Count: > 0 } rest)
        {
            // A move outlives its dataset's row; an id without moves may be of no dataset at all.
            foreach (var row in Select(new DatasetFilter { Ids = rest }, cancellationToken))
            {
                Detail($"{Show(row)}: there is no such move. -Explain tells why it is not moved.");
            }
        }

        return found;
    }

    private DatasetMove WithProgress(DatasetMove move, MoveProgressReader reader)
    {
        try
        {
            return move with { Progress = reader.Read(move) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(e, move.Id);
            return move;
        }
    }

    private Task ExplainAsync(CancellationToken cancellationToken)
    {
        var survey = Survey(cancellationToken);
        var rows = Select(new DatasetFilter { Ids = Id ?? [], Names = Name ?? [], OnFastStore = MeansAll ? true : null }, cancellationToken);
        return ForEachAsync(rows.Where(row => State is null || (survey.LastOf(row.Id) is { } last && State.Contains(last.State))), row =>
        {
            Emit(survey.Explain(row));
            return Task.CompletedTask;
        });
    }

    // What is read for it serves a whole pipeline, unless each item names its lab.
    private MoveSurvey Survey(CancellationToken cancellationToken)
    {
        if (_survey is null || !string.Equals(_surveyOf, SettingsPath, StringComparison.Ordinal))
        {
            var database = OpenDatabase(cancellationToken);
            if ((Settings.Lab.Mode ?? database.ReadMonitorState().Mode) == CheckMode.Observe)
            {
                Warn($"Status checks only observe '{database.Path}': what is due is moved by nobody but another monitor.");
            }

            _survey = new MoveSurvey(Settings, Backend.Files, Backend.FileActs, database, Clock.GetUtcNow());
            _surveyOf = SettingsPath;
        }

        return _survey;
    }
}
