using System.Globalization;
using MicroStatus.Backend.Storage;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Brings a database up to this program's schema; every row and value is kept.</summary>
/// <param name="connector">Opens connections.</param>
/// <param name="backUp">Makes the verified backup that comes first.</param>
/// <param name="labTime">How times are written.</param>
internal sealed class DatabaseUpgrader(DatabaseConnector connector, Func<CancellationToken, string> backUp, LabTime labTime)
{
    /// <summary>What an upgrade would do; nothing is changed.</summary>
    /// <param name="path">The database.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The steps.</returns>
    public DatabaseUpgrade Plan(string path, CancellationToken cancellationToken)
    {
        using var connection = connector.OpenReadOnly(path, cancellationToken);
        return WithRowProblems(Plan(connection), connection, cancellationToken);
    }

    /// <summary>Does it: all steps or none.</summary>
    /// <param name="path">The database.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    /// <returns>What was done.</returns>
    public DatabaseUpgrade Upgrade(string path, CancellationToken cancellationToken)
    {
        using var connection = connector.OpenReadWrite(path, busyTimeout: null, cancellationToken);
        var plan = Plan(connection);
        if (plan.Steps.Count == 0)
        {
            return WithRowProblems(plan, connection, cancellationToken);
        }

        var backup = backUp(cancellationToken);
        try
        {
            connection.Write(() => Migration.All.Count(migration => Step(connection, migration, cancellationToken)));
        }
        catch
        {
            // The database is as it was: the backup is of no use.
            SharedFile.Discard(backup);
            throw;
        }

        var datasets = connection.Read(() => SchemaVersion.CountDatasets(connection));
        return WithRowProblems(plan with { Backup = backup, Datasets = datasets }, connection, cancellationToken);
    }

    private DatabaseUpgrade WithRowProblems(DatabaseUpgrade upgrade, LabConnection connection, CancellationToken cancellationToken) =>
        upgrade with { RowProblems = new RowProblemReader(connection, labTime).Read(cancellationToken) };

    private static DatabaseUpgrade Plan(LabConnection connection) => connection.Read(() =>
    {
        var version = SchemaVersion.Read(connection);
        var steps = new List<string>();
        if (version == 0)
        {
            steps.AddRange(ShapeOf(connection).Additions.Select(addition => addition.Description));
        }
        else if (!SchemaVersion.HasTable(connection, "dataset"))
        {
            throw DatasetShape.Unknown(connection.Path, ["there is no table dataset"]);
        }

        if (NameCollisions.Of(connection, version) is { Count: > 0 } taken)
        {
            throw DatasetShape.Unknown(connection.Path, taken);
        }

        // The first script makes the shared tables, which are there in every existing database.
        foreach (var migration in Migration.All.Skip(1).Where(migration => migration.Version > version))
        {
            steps.Add(char.ToLowerInvariant(migration.Description[0]) + migration.Description[1..]);
        }

        if (steps.Count > 0)
        {
            steps.Insert(0, "make a verified backup");
            if (version < 2)
            {
                steps.Add("set the mode to Observe: everything is shown, and nothing of others is changed until a person says Active");
            }
        }

        return new DatabaseUpgrade(connection.Path, version, Migration.CurrentVersion, steps, Backup: null, SchemaVersion.CountDatasets(connection));
    });

    private static DatasetShape ShapeOf(LabConnection connection)
    {
        var shape = DatasetShape.Of(connection);
        return shape.Differences.Count == 0 ? shape : throw DatasetShape.Unknown(connection.Path, shape.Differences);
    }

    private static bool Step(LabConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Read anew inside the transaction: another process may have upgraded in the meantime.
        var version = SchemaVersion.Read(connection);
        if (version >= migration.Version)
        {
            return false;
        }

        var before = SchemaVersion.CountDatasets(connection);
        if (migration == Migration.All[0])
        {
            foreach (var addition in ShapeOf(connection).Additions)
            {
                connection.Execute(addition.Sql);
            }

            migration.NoteVersion(connection);
        }
        else
        {
            migration.Apply(connection);
        }

        var after = SchemaVersion.CountDatasets(connection);
        return before == after
            ? true
            : throw new StatusException(
                "DatabaseUpgradeFailed",
                StatusErrorCategory.Failure,
                string.Create(CultureInfo.InvariantCulture, $"'{connection.Path}' had {before} datasets before the step to version {migration.Version} and {after} after it; nothing was changed."),
                null,
                connection.Path);
    }
}
