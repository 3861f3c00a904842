using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Database;

/// <summary>What is in the place of the configured database before a restore.</summary>
/// <param name="Path">The file itself, links followed: journals lie beside it.</param>
/// <param name="State">What it is good for.</param>
/// <param name="Datasets">Rows of <c>dataset</c>, or null when they cannot be counted now.</param>
internal sealed record PresentDatabase(string Path, PresentState State, long? Datasets)
{
    /// <summary>Looks; nothing is changed.</summary>
    /// <param name="connector">Opens connections.</param>
    /// <param name="leases">Tells whether a check runs.</param>
    /// <param name="configured">The configured database.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>What is there.</returns>
    /// <exception cref="StatusException"><c>DatabaseFolderNotFound</c>, <c>DatabaseTooNew</c>, <c>DatabaseShapeUnknown</c>, <c>LeaseHeld</c>,
    /// <c>DatabaseLocked</c>, <c>DatabaseNoPermission</c>, <c>DatabaseNotSqlite</c> (a folder).</exception>
    public static PresentDatabase Look(DatabaseConnector connector, LeaseKeeper leases, string configured, CancellationToken cancellationToken)
    {
        var path = FollowLinks(configured);
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(path)))
        {
            throw new StatusException(
                "DatabaseFolderNotFound",
                StatusErrorCategory.NotFound,
                $"The folder of the database '{path}' does not exist.",
                "Check that the store is mounted and Database:Path in the settings is right.",
                path);
        }

        if (KindOf(path) is not { } kind)
        {
            return new PresentDatabase(path, PresentState.Missing, Datasets: null);
        }

        if (kind != EntryKind.File)
        {
            throw DatabaseErrors.NotSqlite(path, "is a folder or a device, not a database; it is not replaced");
        }

        try
        {
            using var connection = connector.OpenReadOnly(path, cancellationToken);
            return connection.Read(() =>
            {
                _ = SchemaVersion.Read(connection);
                RequireOurs(connection);
                if (SchemaVersion.HasTable(connection, "run_lease"))
                {
                    leases.RequireFree(connection);
                }

                return new PresentDatabase(
                    path, PresentState.Usable, SchemaVersion.HasTable(connection, "dataset") ? SchemaVersion.CountDatasets(connection) : null);
            });
        }
        catch (StatusException e) when (IsDamage(e))
        {
            return new PresentDatabase(path, PresentState.Damaged, Datasets: null);
        }
        catch (StatusException e) when (e.ErrorId == "DatabaseNeedsRecovery")
        {
            // The first writer puts it right; until then nothing in it can be believed.
            return new PresentDatabase(path, PresentState.Usable, Datasets: null);
        }
    }

    /// <summary>Whether an error says that a file is no sound database.</summary>
    /// <param name="e">The error.</param>
    /// <returns>True when it does.</returns>
    public static bool IsDamage(StatusException e) => e.ErrorId is "DatabaseCorrupt" or "DatabaseNotSqlite" or "BackupVerificationFailed";

    /// <summary>The file that a path leads to.</summary>
    /// <param name="path">A path; nothing needs to be there.</param>
    /// <returns>The path, or what it links to in the end.</returns>
    public static string FollowLinks(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing there, or nothing that may be looked at: whoever opens it says so.
            return path;
        }
    }

    private static EntryKind? KindOf(string path)
    {
        try
        {
            return new PosixFileTree().Find(path)?.Kind;
        }
        catch (UnauthorizedAccessException e)
        {
            throw DatabaseErrors.NoPermission(path, "lies in a folder that refuses access", e);
        }
    }

    // A settings file that names the database of something else must not cost its content. One without any table is nobody's.
    private static void RequireOurs(LabConnection connection)
    {
        if (!SchemaVersion.HasTable(connection, "dataset") && !SchemaVersion.HasTable(connection, "clnumber") && !SchemaVersion.HasTable(connection, "monitor_note")
            && connection.Scalar("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' LIMIT 1") is string other)
        {
            throw DatasetShape.Unknown(connection.Path, [$"there is no table dataset, but one of something else, {other}"]);
        }
    }
}
