namespace MicroStatus.Backend.Database;

/// <summary>Names that an upgrade needs for its own tables and indexes, and that something of others has already.</summary>
internal static class NameCollisions
{
    /// <summary>Looks.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <param name="version">Its schema version.</param>
    /// <returns>A difference each.</returns>
    public static IReadOnlyList<string> Of(LabConnection connection, int version)
    {
        var before = NamesOf(version);
        return
        [
            .. NamesOf(Migration.CurrentVersion)
                .Where(name => !before.Contains(name))
                .Select(name => connection.Scalar("SELECT type FROM sqlite_master WHERE type <> 'trigger' AND name = @name COLLATE NOCASE", ("@name", name)) is string type
                    ? $"the name {name}, which MicroStatus needs, belongs to something else ({type})"
                    : null)
                .OfType<string>(),
        ];
    }

    private static HashSet<string> NamesOf(int version)
    {
        using var model = Migration.MakeModel(Math.Max(1, version));
        using var command = model.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@'";
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
