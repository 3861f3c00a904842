using System.Globalization;
using MicroStatus.Database;

namespace MicroStatus.Backend.Database;

/// <summary>Small texts under a name, among them who may act on the database (lab.md §6).</summary>
internal static class MonitorNotes
{
    /// <summary>What the names of the notes about who may act begin with.</summary>
    public const string StatePrefix = "monitor.";

    private const string Mode = StatePrefix + "mode";
    private const string Since = StatePrefix + "since";
    private const string CheckHost = StatePrefix + "check_host";

    /// <summary>Reads a note.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The value, or null.</returns>
    public static string? Read(LabConnection connection, string name) =>
        Convert.ToString(connection.Scalar("SELECT value FROM monitor_note WHERE name = @name", ("@name", name)), CultureInfo.InvariantCulture) is { Length: > 0 } value
            ? value
            : null;

    /// <summary>Writes a note.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value; null forgets it.</param>
    public static void Write(LabConnection connection, string name, string? value)
    {
        if (value is null)
        {
            connection.Execute("DELETE FROM monitor_note WHERE name = @name", ("@name", name));
            return;
        }

        connection.Execute(
            "INSERT INTO monitor_note (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            ("@name", name),
            ("@value", value));
    }

    /// <summary>Reads who may act; a database that does not say is only observed.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <returns>The state.</returns>
    public static MonitorState ReadState(LabConnection connection) => new(
        Read(connection, Mode) == nameof(CheckMode.Active) ? CheckMode.Active : CheckMode.Observe,
        StoredTime.Read(Read(connection, Since)),
        Read(connection, CheckHost));

    /// <summary>Writes who may act.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <param name="state">The state.</param>
    public static void WriteState(LabConnection connection, MonitorState state)
    {
        Write(connection, Mode, state.Mode.ToString());
        Write(connection, Since, state.Since is { } since ? StoredTime.Write(since) : null);
        Write(connection, CheckHost, state.CheckHost);
    }
}
