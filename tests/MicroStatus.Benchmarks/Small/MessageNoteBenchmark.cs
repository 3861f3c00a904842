using System.Globalization;
using BenchmarkDotNet.Attributes;
using MicroStatus.Backend;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Benchmarks.Small;

/// <summary>What it costs a check to note messages: a transaction of 100 changes of datasets, each with its entry of history, without and with a message each.</summary>
[InProcess]
[WarmupCount(2)]
[IterationCount(7)]
[MemoryDiagnoser]
public class MessageNoteBenchmark : IAsyncDisposable
{
    private const int Changes = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("microstatus-note-").FullName;
    private IDatasetDatabase? _database;
    private ILeaseHold? _lease;
    private long _round;

    /// <summary>With a message each.</summary>
    [Params(false, true)]
    public bool WithMessages { get; set; }

    /// <summary>Makes the database.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var settings = new StatusSettings
        {
            Database = new DatabaseSettings { Path = Path.Join(_folder, "datasets.db"), BackupFolder = Path.Join(_folder, "backups") },
            Storage = new StorageSettings
            {
                FastStore = new StoreSettings { Root = _folder, WindowsRoot = "Z:" },
                Hive = new StoreSettings { Root = _folder, WindowsRoot = "H:" },
            },
        };
        var files = new LabBackend().DatabaseFiles(settings);
        files.Create();
        _database = files.Open(DatabaseAccess.ReadWrite, CancellationToken.None);
        _lease = _database.AcquireLease(CancellationToken.None);
        _ = _database.Apply([.. Enumerable.Range(1, Changes).Select(Registration)], ownTablesOnly: false, _lease);
    }

    /// <summary>Removes the database.</summary>
    [GlobalCleanup]
    public async Task CleanUpAsync() => await DisposeAsync();

    /// <summary>Writes one transaction.</summary>
    /// <returns>What became of it.</returns>
    [Benchmark]
    public int Note()
    {
        _round++;
        return _database!.Apply([.. Enumerable.Range(1, Changes).Select(Change)], ownTablesOnly: false, _lease).Count;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_lease is not null)
        {
            await _lease.DisposeAsync();
            _lease = null;
            _database!.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    private static DatasetChangeSet Registration(int id) => new()
    {
        Name = Name(id),
        Path = "/fast/" + Name(id),
        Registration = new NewDataset { Name = Name(id), Path = "/fast/" + Name(id), ClNumber = "5CL18", Modality = "rscm" },
    };

    private DatasetChangeSet Change(int id) => new()
    {
        Id = id,
        Name = Name(id),
        Path = "/fast/" + Name(id),
        Fields = [new FieldChange(DatasetField.RibbonsFinished, _round == 1 ? null : _round - 1, _round)],
        Events = [new DatasetEvent { Time = DateTimeOffset.UnixEpoch, Id = id, Name = Name(id), Kind = EventKind.Imaging, From = "a", To = "b", Why = "Images arrive." }],
        Messages = WithMessages
            ? [new OutboxMessage(string.Create(CultureInfo.InvariantCulture, $"{id}|{_round}"), MessageKind.ImagingResumed, MessageSeverity.Information, "Imaging of it has resumed.")]
            : [],
    };

    private static string Name(int id) => string.Create(CultureInfo.InvariantCulture, $"dataset {id}");
}
