using MicroStatus.Acts;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Acts on the outside, in the table <c>intent</c>.</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
internal sealed class IntentTable(LabConnection connection, LabTime labTime) : IIntents
{
    private const string Columns = "intent_id, kind, key, dataset_id, what, data, state, begun, ended, result";

    /// <inheritdoc/>
    public IReadOnlyList<Intent> FindOpen() =>
        connection.Read(() => Query($"SELECT {Columns} FROM intent WHERE state = @open ORDER BY intent_id", ("@open", nameof(IntentState.Open))));

    /// <inheritdoc/>
    public Intent? Find(string key) =>
        connection.Read(() => Query($"SELECT {Columns} FROM intent WHERE key = @key", ("@key", key)).FirstOrDefault());

    /// <summary>Notes an act that is about to happen; belongs into a transaction.</summary>
    /// <param name="intent">The act.</param>
    /// <exception cref="StatusException"><c>ActKnown</c>: an act with this key was begun before.</exception>
    public void Begin(Intent intent)
    {
        if (connection.Scalar("SELECT 1 FROM intent WHERE key = @key", ("@key", intent.Key)) is not null)
        {
            throw new StatusException(
                "ActKnown", StatusErrorCategory.InvalidOperation, $"'{intent.Key}' was begun before: {intent.What}", "Look at its result first.", intent.Key);
        }

        connection.Execute(
            """
            INSERT INTO intent (kind, key, dataset_id, what, data, state, begun, ended, result)
            VALUES (@kind, @key, @id, @what, @data, @state, @begun, @ended, @result)
            """,
            ("@kind", intent.Kind),
            ("@key", intent.Key),
            ("@id", intent.Id),
            ("@what", intent.What),
            ("@data", intent.Data),
            ("@state", intent.State.ToString()),
            ("@begun", StoredTime.Write(intent.Begun)),
            ("@ended", intent.Ended is { } ended ? StoredTime.Write(ended) : null),
            ("@result", intent.Result));
    }

    /// <summary>Notes the result of an act; belongs into a transaction. What was settled before stays as it is.</summary>
    /// <param name="end">The result.</param>
    /// <param name="now">The moment.</param>
    public void End(IntentEnd end, DateTimeOffset now) => connection.Execute(
        "UPDATE intent SET state = @state, result = @result, ended = @now WHERE key = @key AND state = @open",
        ("@state", end.State.ToString()),
        ("@result", end.Result),
        ("@now", StoredTime.Write(now)),
        ("@key", end.Key),
        ("@open", nameof(IntentState.Open)));

    private List<Intent> Query(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Query(sql, labTime, Read, parameters);

    private static Intent Read(StoredRow row) => new()
    {
        IntentId = row.Long(0),
        Kind = row.Text(1, "kind") ?? string.Empty,
        Key = row.Text(2, "key") ?? string.Empty,
        Id = row.IsNull(3) ? null : row.Long(3),
        What = row.Text(4, "what") ?? string.Empty,
        Data = row.Text(5, "data"),
        State = Enum.TryParse<IntentState>(row.Text(6, "state"), out var state) ? state : IntentState.Open,
        Begun = row.OwnTimeAtLab(7) ?? default,
        Ended = row.OwnTimeAtLab(8),
        Result = row.Text(9, "result"),
    };
}
