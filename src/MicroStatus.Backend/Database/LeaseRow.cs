using System.Globalization;
using MicroStatus.Database;

namespace MicroStatus.Backend.Database;

/// <summary>The one row of <c>run_lease</c>.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="ProcessStart">What makes its process unique on its host, or null.</param>
/// <param name="Released">Given back by its holder.</param>
internal sealed record LeaseRow(Lease Lease, string? ProcessStart, bool Released)
{
    /// <summary>Reads the row.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <returns>The row, or null when nobody has ever held the lease.</returns>
    public static LeaseRow? Read(LabConnection connection)
    {
        using var command = connection.Command(
            "SELECT host, process_id, process_start, user, acquired, heartbeat, expires, fence, released FROM run_lease WHERE id = 1");
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var lease = new Lease(
            reader.GetString(0),
            reader.GetInt32(1),
            reader.GetString(3),
            StoredTime.Read(reader.GetString(4)) ?? default,
            StoredTime.Read(reader.GetString(5)) ?? default,
            StoredTime.Read(reader.GetString(6)) ?? default,
            reader.GetInt64(7));
        return new LeaseRow(lease, reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt64(8) != 0);
    }

    /// <summary>Writes the row of a new holder.</summary>
    /// <param name="connection">The database, in a write transaction.</param>
    public void Write(LabConnection connection) => connection.Execute(
        """
        INSERT OR REPLACE INTO run_lease (id, host, process_id, process_start, user, acquired, heartbeat, expires, fence, released)
        VALUES (1, @host, @pid, @start, @user, @acquired, @heartbeat, @expires, @fence, 0)
        """,
        ("@host", Lease.Host),
        ("@pid", Lease.ProcessId),
        ("@start", ProcessStart),
        ("@user", Lease.User),
        ("@acquired", StoredTime.Write(Lease.Acquired)),
        ("@heartbeat", StoredTime.Write(Lease.Heartbeat)),
        ("@expires", StoredTime.Write(Lease.Expires)),
        ("@fence", Lease.Fence));

    /// <summary>Makes sure that a fencing number is still the holder's.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <param name="fence">The number.</param>
    /// <returns>The row.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>.</exception>
    public static LeaseRow Require(LabConnection connection, long fence)
    {
        var row = Read(connection);
        return row is not null && row.Lease.Fence == fence && !row.Released ? row : throw Lost(connection.Path, row, fence);
    }

    /// <summary>How a holder is named to a person.</summary>
    /// <returns>Host, process, user, since when, last sign of life.</returns>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Lease.Host}, process {Lease.ProcessId} of user {Lease.User}, since {Lease.Acquired:yyyy-MM-dd HH:mm:ss} UTC, last sign of life {Lease.Heartbeat:yyyy-MM-dd HH:mm:ss} UTC");

    private static StatusException Lost(string path, LeaseRow? row, long fence) => new(
        "LeaseLost",
        StatusErrorCategory.Busy,
        row is null || row.Lease.Fence == fence
            ? $"The right to check '{path}' has been given back; nothing more may be done."
            : $"The right to check '{path}' was taken over while this check was held up: {row.Describe()}. Nothing more was done.",
        "Let the other check finish; the next one goes on from there.",
        row?.Lease);
}
