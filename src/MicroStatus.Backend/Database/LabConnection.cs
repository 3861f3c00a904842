using System.Diagnostics;
using Microsoft.Data.Sqlite;
using MicroStatus.Datasets;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>One connection on which everything happens in short transactions, with waits for locks that can be stopped at once.</summary>
/// <remarks>A lock is taken by the transaction itself, before the first statement, so that no later statement has to wait. Members may be
/// called from several threads; they take turns.</remarks>
internal sealed class LabConnection : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TimeSpan _busyTimeout;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Wraps an open connection.</summary>
    /// <param name="connection">The connection, owned from now on.</param>
    /// <param name="path">The database.</param>
    /// <param name="busyTimeout">How long a lock is waited for.</param>
    /// <param name="cancellationToken">Ends every wait for a lock.</param>
    public LabConnection(SqliteConnection connection, string path, TimeSpan busyTimeout, CancellationToken cancellationToken)
    {
        _connection = connection;
        _busyTimeout = busyTimeout;
        _cancellationToken = cancellationToken;
        Path = path;
        Patterns = new NamePatterns(Handle);
    }

    /// <summary>The database.</summary>
    public string Path { get; }

    /// <summary>Wildcards in SQL.</summary>
    public NamePatterns Patterns { get; }

    /// <summary>SQLite's own handle.</summary>
    public sqlite3 Handle => _connection.Handle ?? throw new ObjectDisposedException(nameof(LabConnection));

    /// <summary>Does something in one read transaction: all of it sees one state of the database.</summary>
    /// <typeparam name="T">What it yields.</typeparam>
    /// <param name="work">What to do; nothing lazy may leave it.</param>
    /// <returns>What it yielded.</returns>
    public T Read<T>(Func<T> work) => Guarded(() =>
    {
        Execute("BEGIN");
        try
        {
            // A deferred transaction locks nothing; its first read does.
            WaitFor("SELECT 1 FROM sqlite_master LIMIT 1");
            return work();
        }
        finally
        {
            EndTransaction();
        }
    });

    /// <summary>Does something in one write transaction; it is undone whole when it throws.</summary>
    /// <typeparam name="T">What it yields.</typeparam>
    /// <param name="work">What to do.</param>
    /// <returns>What it yielded.</returns>
    public T Write<T>(Func<T> work) => Guarded(() =>
    {
        // SQLite begins a writing transaction on a read-only connection too, and complains only at the first change.
        if (raw.sqlite3_db_readonly(Handle, "main") == 1)
        {
            throw DatabaseErrors.ReadOnly(Path, inner: null);
        }

        WaitFor("BEGIN IMMEDIATE");
        try
        {
            var result = work();
            WaitFor("COMMIT");
            return result;
        }
        finally
        {
            EndTransaction();
        }
    });

    /// <summary>Does something outside a transaction, for the few statements that SQLite allows only there.</summary>
    /// <param name="work">What to do.</param>
    public void Guarded(Action work) => Guarded(() =>
    {
        work();
        return true;
    });

    /// <summary>Does something outside a transaction, for the few statements that SQLite allows only there.</summary>
    /// <typeparam name="T">What it yields.</typeparam>
    /// <param name="work">What to do.</param>
    /// <returns>What it yielded.</returns>
    public T Guarded<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                return work();
            }
            catch (SqliteException e)
            {
                throw DatabaseErrors.From(e, Path);
            }
        }
    }

    /// <summary>A command with parameters.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Names and values.</param>
    /// <returns>The command.</returns>
    public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Values go into parameters; the text is put together from constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Reads all rows of a query; for a few of them, inside a transaction.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">The query.</param>
    /// <param name="labTime">The lab's time zone, in which times are shown.</param>
    /// <param name="read">Reads the present row.</param>
    /// <param name="parameters">Names and values.</param>
    /// <returns>The rows.</returns>
    public List<T> Query<T>(string sql, LabTime labTime, Func<StoredRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var row = new StoredRow(reader, labTime);
        var found = new List<T>();
        while (reader.Read())
        {
            found.Add(read(row));
        }

        return found;
    }

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Names and values.</param>
    /// <returns>The number of rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads one value.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Names and values.</param>
    /// <returns>The value, or null when there is no row or it is NULL.</returns>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Runs a statement that may find the database locked, again and again until it does not.</summary>
    /// <param name="sql">The statement.</param>
    public void WaitFor(string sql)
    {
        var started = Stopwatch.GetTimestamp();
        var pause = ShortestPause;
        while (true)
        {
            var result = raw.sqlite3_exec(Handle, sql);
            if (result == raw.SQLITE_OK)
            {
                return;
            }

            if ((result & 0xff) != raw.SQLITE_BUSY)
            {
                throw new SqliteException(raw.sqlite3_errmsg(Handle).utf8_to_string(), result & 0xff, raw.sqlite3_extended_errcode(Handle));
            }

            var waited = Stopwatch.GetElapsedTime(started);
            if (waited >= _busyTimeout)
            {
                throw DatabaseErrors.Locked(Path, waited, inner: null);
            }

            // Never in step with a program that writes in a loop.
            _cancellationToken.WaitHandle.WaitOne(pause * Random.Shared.NextDouble());
            _cancellationToken.ThrowIfCancellationRequested();
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }

    /// <summary>Whether a transaction is still open; some faults end it.</summary>
    /// <returns>True when it is.</returns>
    public bool InTransaction() => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _connection.Dispose();
        }
    }

    private void EndTransaction()
    {
        if (InTransaction())
        {
            // Nothing was changed by a reader, and a writer that comes here failed.
            Execute("ROLLBACK");
        }
    }
}
