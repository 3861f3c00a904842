using System.Globalization;
using Microsoft.Data.Sqlite;
using MicroStatus.Backend;
using MicroStatus.Backend.Acquisition.Demo;

namespace MicroStatus.Benchmarks.BigLab;

/// <summary>A lab without folders whose database has years of history: what is measured is reading it.</summary>
/// <remarks>The events of a dataset lie as far apart as they can, one in each round over all datasets, so that each is on a page of its own.</remarks>
internal static class BigHistory
{
    /// <summary>Datasets.</summary>
    public const int Datasets = 100_000;

    /// <summary>Events, of all datasets together.</summary>
    public const int Events = 2_000_000;

    /// <summary>Events of each dataset, but for <see cref="Long"/>.</summary>
    public const int EventsOfEach = Events / Datasets;

    /// <summary>A dataset whose history is long: what others leave of it, about this many.</summary>
    public const int EventsOfLong = 5_000;

    /// <summary>The id of that dataset.</summary>
    public const int Long = 77;

    /// <summary>Every so many datasets, one has a name with letters beyond ASCII, every second time decomposed, as a Mac writes it.</summary>
    public const int EachUmlaut = 100;

    private const string Name = """
        CASE i % 100
            WHEN 0 THEN printf('%s_probe%06d', CASE i % 200 WHEN 0 THEN 'Müller' ELSE 'Mu' || char(0x308) || 'ller' END, i)
            WHEN 1 THEN printf('scan [%d] it''s_stack1', i)
            ELSE printf('brain%06d_stack1', i) END
        """;

    private static readonly string[] Fill =
    [
        "INSERT INTO pi (id, name) VALUES (1, 'scientist-a')",
        "INSERT INTO clnumber (id, name, pi) VALUES (1, '5CL1', 1)",
        $"""
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Datasets})
        INSERT INTO dataset (name, path_on_fast_store, cl_number, pi, imaging_status, created, modality)
        SELECT {Name}, '/CBI_FastStore/Acquire/RSCM/scientist-a/5CL1/' || {Name}, 1, 1, 'finished', '2026-09-14_14-39-05', 'rscm' FROM n
        """,

        // Three years of them. Every third dataset had another name in the first half of that time.
        $"""
        WITH RECURSIVE n (e) AS (SELECT 0 UNION ALL SELECT e + 1 FROM n WHERE e < {Events} - 1)
        INSERT INTO dataset_event (time, dataset_id, name, path, kind, field, old_value, new_value, why, who)
        SELECT strftime('%Y-%m-%dT%H:%M:%S.0000000Z', @end, printf('-%d seconds', ({Events} - e) * 47)),
            d.id, CASE WHEN d.id % 3 = 2 AND e < {Events} / 2 THEN 'old ' || d.name ELSE d.name END, d.path_on_fast_store,
            CASE e / {Datasets} WHEN 0 THEN 'registered' WHEN 1 THEN 'imaging' WHEN {EventsOfEach} / 2 THEN 'renamed'
                ELSE CASE e % 7 WHEN 0 THEN 'attention' ELSE 'progress' END END,
            'ribbons_finished', e, e + 1, 'What the files prove.', 'lab@node1'
        FROM n JOIN dataset d ON d.id = CASE WHEN e % {Events / EventsOfLong} = 5 THEN {Long} ELSE e % {Datasets} + 1 END
        """,
    ];

    /// <summary>Makes the lab.</summary>
    /// <param name="root">The folder, absolute; empty or not there.</param>
    public static void Write(string root)
    {
        new BigLabWriter(root, BigLabShape.Parse(["--rscm", "0", "--mesospim", "0"])).Write();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabaseOf(root), Pooling = false }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var sql in Fill)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("@end", TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>The lab's database.</summary>
    /// <param name="root">The folder.</param>
    /// <returns>The file.</returns>
    public static string DatabaseOf(string root) => new LabBackend().SettingsFiles.Load(new DemoPlaces(root).SettingsPath).Settings.Database.Path;
}
