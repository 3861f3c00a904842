using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MicroStatus.Backend.Database;

/// <summary>One numbered step of the schema, from an embedded file.</summary>
/// <param name="Version">The schema version after it.</param>
/// <param name="Description">What it does, in a sentence: the file's first line.</param>
/// <param name="Sql">The statements.</param>
internal sealed record Migration(int Version, string Description, string Sql)
{
    private const string Prefix = "Migrations/";

    /// <summary>The steps in order; the first one makes the tables shared with other programs.</summary>
    public static IReadOnlyList<Migration> All { get; } = ReadAll();

    /// <summary>The schema version of this program.</summary>
    public static int CurrentVersion => All[^1].Version;

    /// <summary>Runs the step and notes its version; belongs into a transaction.</summary>
    /// <param name="connection">The database.</param>
    public void Apply(LabConnection connection)
    {
        connection.Execute(Sql);
        NoteVersion(connection);
    }

    /// <summary>Notes the version alone, when what the step makes is there already.</summary>
    /// <param name="connection">The database.</param>
    public void NoteVersion(LabConnection connection) =>
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));

    /// <summary>An empty database in memory, as the steps make it.</summary>
    /// <param name="version">The last step to take.</param>
    /// <returns>The open database.</returns>
    public static SqliteConnection MakeModel(int version)
    {
        var model = new SqliteConnection("Data Source=:memory:;Pooling=False");
        model.Open();
        using var make = model.CreateCommand();
        foreach (var migration in All.Where(migration => migration.Version <= version))
        {
#pragma warning disable CA2100 // The steps are files of this program.
            make.CommandText = migration.Sql;
#pragma warning restore CA2100
            make.ExecuteNonQuery();
        }

        return model;
    }

    private static List<Migration> ReadAll()
    {
        var assembly = typeof(Migration).Assembly;
        var migrations = new List<Migration>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var sql = reader.ReadToEnd();
            var version = int.Parse(name.AsSpan(Prefix.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture);
            migrations.Add(new Migration(version, sql[..sql.IndexOf('\n', StringComparison.Ordinal)].TrimStart('-', ' '), sql));
        }

        return migrations;
    }
}
