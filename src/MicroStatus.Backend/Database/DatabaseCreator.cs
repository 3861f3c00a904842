using MicroStatus.Backend.Storage;
using MicroStatus.Database;

namespace MicroStatus.Backend.Database;

/// <summary>Makes a new database beside its place and gives it its name when it is complete.</summary>
/// <param name="connector">Opens connections.</param>
internal sealed class DatabaseCreator(DatabaseConnector connector)
{
    /// <summary>Makes it.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="StatusException"><c>DatabaseExists</c>, <c>DatabaseFolderNotFound</c>, <c>DatabaseNoPermission</c>.</exception>
    public void Create(string path)
    {
        if (Path.Exists(path))
        {
            throw Exists(path, inner: null);
        }

        // The folder is not made: it may lie on a store that is not mounted.
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new StatusException(
                "DatabaseFolderNotFound",
                StatusErrorCategory.NotFound,
                $"The folder of the database '{path}' does not exist.",
                "Check that the store is mounted, or make the folder.",
                path);
        }

        var temporary = SharedFile.TemporaryNameFor(path);
        try
        {
            Fill(temporary);
            SharedFile.Publish(temporary, path, overwrite: false);
        }
        catch (IOException e) when (Path.Exists(path))
        {
            throw Exists(path, e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or StatusException { ErrorId: "DatabaseNoPermission" })
        {
            throw DatabaseErrors.NoPermission(path, "cannot be made: its folder refuses writing", e);
        }
        finally
        {
            SharedFile.Discard(temporary);
        }
    }

    private static StatusException Exists(string path, Exception? inner) => new(
        "DatabaseExists",
        StatusErrorCategory.Exists,
        $"'{path}' exists already.",
        "Update-DatasetDb brings an existing database up to date; to begin anew, move the file away first.",
        path,
        inner);

    private void Fill(string temporary)
    {
        using var connection = connector.OpenNew(temporary, CancellationToken.None);
        connection.Write(() =>
        {
            foreach (var migration in Migration.All)
            {
                migration.Apply(connection);
            }

            MonitorNotes.WriteState(connection, new MonitorState(CheckMode.Active, Since: null, CheckHost: null));
            return true;
        });
        _ = connector.ApplyJournal(connection);
    }
}
