using System.Globalization;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Checks;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Processing;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>What the played world needs of a row.</summary>
internal sealed record MonthRow(long Id, string Name, string Imaging, string Processing, bool Moved);

/// <summary>A lab whose microscopes, cluster and people follow scripts, and whose checks are killed, skipped and kept from a store.</summary>
internal sealed class MonthLab : IDisposable
{
    /// <summary>How far the world goes at once.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMinutes(10);

    private static readonly DateTimeOffset Begin = new(2031, 3, 3, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);
    private const double DeathsPerAct = 0.03;

    private readonly Random _random;
    private readonly List<(long Id, Action Done)> _asked = [];
    private Dictionary<string, MonthRow> _rows = new(StringComparer.Ordinal);
    private HashSet<(string Path, string Kind)> _open = [];
    private bool _mayDie;

    public MonthLab(int seed)
    {
        _random = new Random(seed);
        Lab = new CheckLab(above: Directory.Exists("/dev/shm") ? "/dev/shm" : null) { Processes = true };
        Lab.Clock.SetUtcNow(Begin);
        var settings = Lab.Settings;
        Lab.Settings = settings with
        {
            // Checks come once or twice an hour here.
            Rscm = settings.Rscm with { Processing = settings.Rscm.Processing with { ProgressTimeout = Patience } },
            MesoSpim = settings.MesoSpim with { Processing = settings.MesoSpim.Processing with { ProgressTimeout = Patience } },
            // Everything that ever went to the trash is counted at the end; what needs a person stays where it is.
            Trash = settings.Trash with { Retention = TimeSpan.FromDays(365) },
            Moves = settings.Moves with { StaleAfter = TimeSpan.FromDays(365) },
        };
        Acts = new MonthActs(Lab.Clock, MayDie);
        Cluster = new PlayedCluster(this);
        Lab.Backend.Jobs = Cluster.Executor;
        Lab.Backend.FileActs = Acts;
        Lab.Backend.DataFolders = Acts;
        Lab.Backend.Imaris = new ContentImaris();
        foreach (var folder in new[] { "queueStitch", "tempQueue", "processing", "complete", "error" })
        {
            Directory.CreateDirectory(QueueFolder(folder));
        }

        foreach (var folder in new[] { "queueGPU", "active" })
        {
            Directory.CreateDirectory(CbpyFolder(folder));
        }
    }

    public CheckLab Lab { get; }

    public StatusSettings Settings => Lab.Settings;

    public MonthActs Acts { get; }

    public PlayedCluster Cluster { get; }

    public List<PlayedDataset> Datasets { get; } = [];

    public DateTimeOffset Now => Lab.Clock.GetUtcNow();

    public int Checks { get; private set; }

    public int Deaths { get; private set; }

    public TimeSpan Minutes(int least, int most) => TimeSpan.FromMinutes(_random.Next(least, most));

    public int Choose(int most) => _random.Next(most);

    public string QueueFolder(string name) => Path.Join(Settings.Rscm.Processing.Stitching.Folder, name);

    public string CbpyFolder(string name) => Path.Join(Lab.Root, "cbpy", name);

    public MonthRow? RowOf(string name) => _rows.GetValueOrDefault(name);

    public bool IsOpen(string path, string kind) => _open.Contains((path, kind));

    public PlayedDataset DatasetOf(long id)
    {
        var name = _rows.Values.Single(row => row.Id == id).Name;
        return Datasets.Single(dataset => dataset.Name == name);
    }

    /// <summary>A person begins a dataset's processing anew, as soon as the cluster answers.</summary>
    public void Force(long id, Action done) => _asked.Add((id, done));

    /// <summary>Kills the check that runs now, once in a while.</summary>
    public void MayDie()
    {
        if (_mayDie && _random.NextDouble() < DeathsPerAct)
        {
            throw new KilledException();
        }
    }

    public async Task StepAsync(bool isFrozen)
    {
        Lab.Clock.Advance(Tick);
        if (isFrozen)
        {
            return;
        }

        Cluster.Step();
        foreach (var dataset in Datasets)
        {
            dataset.Step();
        }

        if (!Cluster.IsSilent)
        {
            foreach (var (id, done) in _asked.ToList())
            {
                await new ProcessingDesk(Lab.Backend, Settings, "node1").StartAsync(id, isForced: true, "Asked for by a person.", CheckLab.Cancellation);
                _asked.Remove((id, done));
                done();
            }
        }
    }

    public async Task CheckAsync(bool mayDie)
    {
        Checks++;
        _mayDie = mayDie;
        try
        {
            await new StatusCheck(Lab.Backend, Settings).RunAsync(new StatusCheckRequest { Host = "node1" }, new Listener(), CheckLab.Cancellation);
        }
        catch (KilledException)
        {
            Deaths++;
        }
        finally
        {
            _mayDie = false;
        }

        Refresh();
    }

    /// <summary>A store goes away, or comes back.</summary>
    public void TakeAway(string store, bool isAway)
    {
        var acquire = Path.Join(Lab.Root, store, "Acquire");
        Directory.Move(isAway ? acquire : acquire + ".away", isAway ? acquire + ".away" : acquire);
    }

    /// <summary>What a move's job does to the stores.</summary>
    public void PlayMove(long id, ClusterJobRequest request)
    {
        var dataset = DatasetOf(id);
        Lab.Rename(dataset.Folder, dataset.FolderOnHive);
        var done = Path.Join(Settings.Moves.Folder, "complete", Path.GetFileNameWithoutExtension(request.LogPath) + ".done");
        Lab.Write(done, dataset.FolderOnHive + "\n");
    }

    public void Dispose() => Lab.Dispose();

    private void Refresh()
    {
        _rows = Lab.Query("SELECT id, name, imaging_status, processing_status, COALESCE(moved, 0) FROM dataset")
            .Select(line => line.Split('|'))
            .ToDictionary(
                cells => cells[1],
                cells => new MonthRow(long.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2], cells[3], cells[4] == "1"),
                StringComparer.Ordinal);
        _open = [.. Lab.Query("SELECT path, kind FROM attention WHERE closed IS NULL").Select(line => line.Split('|')).Select(cells => (cells[0], cells[1]))];
    }
}
