using System.Text.Json;
using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Backend.Database;

/// <summary>Where processing stands and the commands that were run, in the tables <c>processing</c> and <c>processing_command</c>.</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
internal sealed class ProcessingTable(LabConnection connection, LabTime labTime) : IProcessingMemory
{
    private const string RecordColumns = "dataset_id, stage, since, progress, last_progress, percent, why, last_finished_look, is_announced_on_hive";
    private const string CommandColumns = "run_id, dataset_id, stage, service, job_name, job_id, arguments, state, begun, ended, exit_code, output, log, lost_since";

    /// <inheritdoc/>
    public IReadOnlyList<ProcessingRecord> ReadRecords() =>
        connection.Read(() => connection.Query($"SELECT {RecordColumns} FROM processing ORDER BY dataset_id", labTime, ReadRecord));

    /// <inheritdoc/>
    public ProcessingRecord? Find(long id) => connection.Read(() =>
        connection.Query($"SELECT {RecordColumns} FROM processing WHERE dataset_id = @id", labTime, ReadRecord, ("@id", id)).FirstOrDefault());

    /// <inheritdoc/>
    public IReadOnlyList<ProcessingCommand> ReadNewestCommands() => connection.Read(() => connection.Query(
        $"""
        SELECT {CommandColumns} FROM processing_command
        WHERE command_id IN (SELECT MAX(command_id) FROM processing_command GROUP BY dataset_id, stage, service)
        ORDER BY command_id
        """,
        labTime,
        ReadCommand));

    /// <inheritdoc/>
    public IReadOnlyList<ProcessingCommand> FindCommands(long? id) => connection.Read(() =>
        connection.Query($"SELECT {CommandColumns} FROM processing_command WHERE dataset_id IS @id ORDER BY command_id", labTime, ReadCommand, ("@id", id)));

    /// <summary>Writes what is remembered of a dataset; belongs into a transaction.</summary>
    /// <param name="record">The record.</param>
    public void Write(ProcessingRecord record) => connection.Execute(
        $"""
        INSERT OR REPLACE INTO processing ({RecordColumns})
        VALUES (@id, @stage, @since, @progress, @last, @percent, @why, @look, @announced)
        """,
        ("@id", record.Id),
        ("@stage", record.Stage?.ToString()),
        ("@since", StoredTime.Write(record.Since)),
        ("@progress", record.Progress),
        ("@last", StoredTime.Write(record.LastProgress)),
        ("@percent", record.Percent),
        ("@why", record.Why),
        ("@look", Time(record.LastFinishedLook)),
        ("@announced", record.IsAnnouncedOnHive ? 1 : 0));

    /// <summary>Writes a command; belongs into a transaction.</summary>
    /// <param name="command">The command; one of a run that is known is brought up to date.</param>
    public void Write(ProcessingCommand command) => connection.Execute(
        $"""
        INSERT INTO processing_command ({CommandColumns})
        VALUES (@run, @id, @stage, @service, @name, @job, @arguments, @state, @begun, @ended, @code, @output, @log, @lost)
        ON CONFLICT (run_id) DO UPDATE SET job_id = @job, state = @state, ended = @ended, exit_code = @code, output = @output, lost_since = @lost
        """,
        ("@run", command.RunId),
        ("@id", command.Id),
        ("@stage", command.Stage?.ToString()),
        ("@service", command.Service),
        ("@name", command.JobName),
        ("@job", command.JobId),
        ("@arguments", JsonSerializer.Serialize(command.Arguments)),
        ("@state", command.State.ToString()),
        ("@begun", StoredTime.Write(command.Begun)),
        ("@ended", Time(command.Ended)),
        ("@code", command.ExitCode),
        ("@output", command.Output),
        ("@log", command.Log),
        ("@lost", Time(command.LostSince)));

    private static string? Time(DateTimeOffset? moment) => moment is { } value ? StoredTime.Write(value) : null;

    private static ProcessingRecord ReadRecord(StoredRow row) => new()
    {
        Id = row.Long(0),
        Stage = Enum.TryParse<StageKind>(row.Text(1, "stage"), out var stage) ? stage : null,
        Since = row.OwnTimeAtLab(2) ?? default,
        Progress = row.Text(3, "progress"),
        LastProgress = row.OwnTimeAtLab(4) ?? default,
        Percent = row.IsNull(5) ? null : row.Double(5),
        Why = row.Text(6, "why"),
        LastFinishedLook = row.OwnTimeAtLab(7),
        IsAnnouncedOnHive = row.Long(8) != 0,
    };

    private static ProcessingCommand ReadCommand(StoredRow row) => new()
    {
        RunId = row.Text(0, "run_id") ?? string.Empty,
        Id = row.IsNull(1) ? null : row.Long(1),
        Stage = Enum.TryParse<StageKind>(row.Text(2, "stage"), out var stage) ? stage : null,
        Service = row.Text(3, "service"),
        JobName = row.Text(4, "job_name") ?? string.Empty,
        JobId = row.Text(5, "job_id"),
        Arguments = JsonSerializer.Deserialize<string[]>(row.Text(6, "arguments") ?? "[]") ?? [],
        State = Enum.TryParse<CommandState>(row.Text(7, "state"), out var state) ? state : CommandState.Running,
        Begun = row.OwnTimeAtLab(8) ?? default,
        Ended = row.OwnTimeAtLab(9),
        ExitCode = row.IsNull(10) ? null : (int)row.Long(10),
        Output = row.Text(11, "output"),
        Log = row.Text(12, "log") ?? string.Empty,
        LostSince = row.OwnTimeAtLab(13),
    };
}
