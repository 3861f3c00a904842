using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Database;
using MicroStatus.Backend.Tests.Moves;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>A lab on disk: both stores, a database, datasets as the microscopes write them, and a clock that stands still until it is moved.</summary>
/// <remarks>What is written through it carries the lab clock's time, its folder too.</remarks>
internal sealed class CheckLab : IDisposable
{
    private static readonly byte[] Ribbon = DemoTiff.Write(big: false, 40, 30, pixelSize: null, [new ushort[1200]]);

    public CheckLab(bool create = true, string? above = null)
    {
        Root = above is null ? Directory.CreateTempSubdirectory("check").FullName : Directory.CreateDirectory(Path.Join(above, $"check-{Guid.NewGuid():N}")).FullName;
        Fast = Path.Join(Root, "fast");
        Directory.CreateDirectory(Path.Join(Fast, "Acquire", "RSCM"));
        Directory.CreateDirectory(Path.Join(Fast, "Acquire", "MesoSPIM"));
        Directory.CreateDirectory(Path.Join(Root, "hive", "Acquire"));
        Directory.CreateDirectory(Path.Join(Root, "db"));
        Directory.CreateDirectory(Path.Join(Root, "log"));
        Settings = new StatusSettings
        {
            Database = new DatabaseSettings
            {
                Path = Path.Join(Root, "db", "datasets.db"),
                BackupFolder = Path.Join(Root, "db", "backups"),
                BusyTimeout = TimeSpan.FromMilliseconds(200),
            },
            // A summary depends on the hour: without this, what is about something else would have one or not.
            Messages = new MessageSettings { MessagesEnabled = false, SummaryTime = TimeOnly.MaxValue },
            Logging = new LoggingSettings { Folder = Path.Join(Root, "log") },
            // Nothing of the machine that the tests run on is taken for the lab's.
            Rscm = new RscmSettings
            {
                Processing = new RscmProcessingSettings
                {
                    Stitching = new StitchingSettings { Folder = Path.Join(Root, "stitch"), SchedulerFile = Path.Join(Root, "stitch", "scheduler.json") },
                    Denoising = new DenoisingSettings { QueueFolder = Path.Join(Root, "cbpy", "queueGPU"), ActiveFolder = Path.Join(Root, "cbpy", "active") },
                },
            },
            MesoSpim = new MesoSpimSettings { Processing = new MesoSpimProcessingSettings { StitchErrorFolder = Path.Join(Root, "stitch_jobs", "error") } },
            Processing = new ProcessingSettings { Folder = Path.Join(Root, "processing_jobs") },
            Moves = new MoveSettings { Folder = Path.Join(Root, "move_jobs"), Publish = new PublishSettings { Root = Path.Join(Root, "public") } },
            Cluster = new ClusterSettings { LocalFolder = Path.Join(Root, "local_jobs") },
            Usage = new UsageSettings { TransmitLogFolder = Path.Join(Root, "transmit") },
            Analysis = new AnalysisSettings { Folder = Path.Join(Root, "analysis") },
            Storage = new StorageSettings
            {
                FastStore = new StoreSettings { Root = Fast, WindowsRoot = "Z:" },
                Hive = new StoreSettings { Root = Path.Join(Root, "hive"), WindowsRoot = "H:" },
            },
        };
        Backend = new TestBackend(Tree, Clock) { Jobs = new FakeExecutor() };
        if (create)
        {
            new DatabaseFiles(Settings, Clock).Create();
        }
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string Root { get; }

    public string Fast { get; }

    public string Rscm => Path.Join(Fast, "Acquire", "RSCM");

    public string MesoSpim => Path.Join(Fast, "Acquire", "MesoSPIM");

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow.AddMinutes(1));

    public FaultyTree Tree { get; } = new();

    public TestBackend Backend { get; }

    public StatusSettings Settings { get; set; }

    /// <summary>Whether checks are whole: they process datasets, too. Tests of other rooms leave that out.</summary>
    public bool Processes { get; set; }

    /// <summary>Whether checks make montages of what is imaged. Tests of other rooms leave that out.</summary>
    public bool MakesMontages { get; set; }

    public string DatabaseFile => Settings.Database.Path;

    public void Advance(double minutes) => Clock.Advance(TimeSpan.FromMinutes(minutes));

    public async Task<StatusCheckReport> CheckAsync(bool whatIf = false, string host = "node1", ICheckObserver? observer = null, CancellationToken? cancellation = null)
    {
        var steps = Processes ? [] : Enum.GetValues<CheckStep>().Where(step => step != CheckStep.Processing).ToList();
        var montage = Settings.Tiles.Montage with { Enabled = MakesMontages && Settings.Tiles.Montage.Enabled };
        var request = new StatusCheckRequest { Host = host, IsWhatIf = whatIf, WithDatasets = true, Steps = steps };
        return await new StatusCheck(Backend, Settings with { Tiles = Settings.Tiles with { Montage = montage } }).RunAsync(request, observer ?? new Listener(), cancellation ?? Cancellation);
    }

    /// <summary>Checks until nothing more is due: once now, and once after the quiet time.</summary>
    public async Task<StatusCheckReport> SettleAsync()
    {
        await CheckAsync();
        Advance(11);
        return await CheckAsync();
    }

    /// <summary>The row of a name as it stands.</summary>
    public Dataset Row(string name) => Rows().Single(row => row.Name == name);

    public IReadOnlyList<Dataset> Rows()
    {
        using var database = Open();
        return [.. database.FindDatasets(new DatasetFilter(), Cancellation)];
    }

    public IReadOnlyList<string> OpenKinds(string path)
    {
        using var database = Open();
        return [.. database.ReadOpenAttention().Where(attention => attention.Path == path).Select(attention => attention.Reason.Kind)];
    }

    public IReadOnlyList<string> OpenTexts(string path)
    {
        using var database = Open();
        return [.. database.ReadOpenAttention().Where(attention => attention.Path == path).Select(attention => attention.Reason.Text)];
    }

    public ObservationRecord? Observation(string path)
    {
        using var database = Open();
        return database.ReadObservation(path);
    }

    /// <summary>Kinds of the messages that were ever due, in their order; of one dataset by name.</summary>
    public IReadOnlyList<string> Messages(string? name = null) => name is null
        ? Query("SELECT kind FROM outbox ORDER BY id")
        : Query($"SELECT o.kind FROM outbox o JOIN dataset d ON d.id = o.dataset_id WHERE d.name = '{name.Replace("'", "''", StringComparison.Ordinal)}' ORDER BY o.id");

    /// <summary>The rows as they stand are nobody's recent change.</summary>
    public void SeenLongAgo() => Sql("DELETE FROM seen_dataset; INSERT INTO seen_dataset SELECT * FROM dataset");

    public IDatasetDatabase Open(DatabaseAccess access = DatabaseAccess.ReadOnly) => new DatabaseFiles(Settings, Clock).Open(access, Cancellation);

    public void Sql(string sql)
    {
        using var connection = Raw();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Test data.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public IReadOnlyList<string> Query(string sql)
    {
        using var connection = Raw();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Test data.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i =>
                reader.IsDBNull(i) ? "NULL" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    /// <summary>The tables that other programs share, row by row.</summary>
    public string SharedTables() => string.Join('\n', new[] { "dataset", "pi", "clnumber", "warning" }.SelectMany(table => Query($"SELECT '{table}', * FROM {table} ORDER BY id")));

    /// <summary>Every file and folder of the lab, with its time, and each file's content as a hash.</summary>
    public string Everything() => string.Join('\n', Directory
        .EnumerateFileSystemEntries(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O} {(File.Exists(path) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : string.Empty)}"));

    public void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    public void Write(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        var isNew = !File.Exists(path);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, Clock.GetUtcNow().UtcDateTime);
        if (isNew)
        {
            Stamp(folder);
        }
    }

    public void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }

        Stamp(Path.GetDirectoryName(path)!);
    }

    public void Rename(string from, string to)
    {
        MakeFolder(Path.GetDirectoryName(to)!);
        Directory.Move(from, to);
        Stamp(Path.GetDirectoryName(from)!);
        Stamp(Path.GetDirectoryName(to)!);
    }

    /// <summary>A copy of a folder with everything in it, as a person makes one.</summary>
    public void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
        {
            Write(Path.Join(to, Path.GetRelativePath(from, file)), File.ReadAllBytes(file));
        }
    }

    public static string VsSeries(string layers, string ribbons) =>
        $"<?xml version=\"1.0\"?><series><stack_slice_count>{layers}</stack_slice_count><grid_cols>{ribbons}</grid_cols><device>VS4510ML</device></series>";

    /// <summary>An RSCM dataset below the instrument's folder, with its metadata and, on demand, the upper layers' ribbons.</summary>
    public string AddRscm(string relativePath, int layers = 2, int ribbons = 2, int imaged = 0, params string[] colours)
    {
        var path = Path.Join(Rscm, relativePath);
        Write(Path.Join(path, "vs_series.dat"), VsSeries(layers.ToString(CultureInfo.InvariantCulture), ribbons.ToString(CultureInfo.InvariantCulture)));
        for (var layer = layers - 1; layer >= layers - imaged; layer--)
        {
            foreach (var colour in colours.Length == 0 ? ["488"] : colours)
            {
                AddLayer(path, layer, colour, ribbons);
            }
        }

        return path;
    }

    public void AddLayer(string dataset, int layer, string colour, int ribbons)
    {
        for (var column = 0; column < ribbons; column++)
        {
            AddRibbon(dataset, layer, colour, column);
        }
    }

    public string AddRibbon(string dataset, int layer, string colour, int column, byte[]? content = null)
    {
        var path = Path.Join(dataset, $"scan_layer{layer:D3}", colour, "images", $"ribbon_col{column:D3}.tif");
        Write(path, content ?? Ribbon);
        return path;
    }

    /// <summary>A mesoSPIM tile of two planes, with its metadata.</summary>
    public void AddTile(string dataset, int tile, bool stopped = true, string? metadata = null, int x = 0, int y = 0)
    {
        var name = $"scan_Mag4x_Tile{tile}_Ch488_Sh0_Rot0.btf";
        var planes = stopped ? new[] { new ushort[1200], new ushort[1200] } : [new ushort[1200]];
        Write(Path.Join(dataset, name), DemoTiff.Write(big: true, 40, 30, 0.65, planes));
        Write(Path.Join(dataset, name + "_meta.txt"), metadata ?? Metadata(name, stopped, x, y));
    }

    public static string Metadata(string name, bool stopped, int x, int y) => string.Create(CultureInfo.InvariantCulture, $"""
        [Metadata for file] D:/scan/{name}

        [CFG] 
        [Laser] 488 nm
        [Pixelsize in um] 0.65
        [POSITION] 
        [x_pos] {x * 1000}.5
        [y_pos] {y * 1000}.5
        [z_stepsize] 2.5
        [z_planes] 2
        [MICROSCOPE PARAMETERS] 
        [instrument_id] mesoSPIM 1
        [TIMING INFORMATION] 
        [Started stack] 20260914-143905
        [Started taking images] 20260914-143912
        {(stopped ? "[Stopped taking images] 20260914-190256\n[Stopped stack] 20260914-190301\n" : string.Empty)}
        """);

    public void Dispose()
    {
        Tree.Before = null;
        SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
    }

    private void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var above = Path.GetDirectoryName(folder)!;
        MakeFolder(above);
        Directory.CreateDirectory(folder);
        Stamp(folder);
        Stamp(above);
    }

    private void Stamp(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.SetLastWriteTimeUtc(folder, Clock.GetUtcNow().UtcDateTime);
        }
    }

    private SqliteConnection Raw()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabaseFile, Mode = SqliteOpenMode.ReadWrite, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        return connection;
    }
}
