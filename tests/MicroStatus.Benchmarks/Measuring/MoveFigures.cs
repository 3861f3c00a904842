using MicroStatus.Moves.Job;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>A move's script beside plain <c>rclone copy</c> and <c>rclone check</c> with hashes, on the same disk, in turns.</summary>
/// <remarks>Both begin alike: nothing is dirty, and the source is read anew from the disk, as one is that a microscope wrote over days (what is read
/// in between would come from memory for one of them, and <c>rclone check</c> drops what it has read). Both may find in memory what they have read or
/// written themselves. Small files are deleted when all is measured: ext4 without a journal makes files many times slower for half a minute after many
/// were deleted.</remarks>
/// <param name="root">A folder for the data, made when it isn't there; what is made in it is deleted.</param>
/// <param name="shape">How much.</param>
internal sealed class MoveFigures(string root, MoveShape shape)
{
    // The script may take so many times as long as the plain way: 85 % of its speed.
    private const double Most = 1 / 0.85;
    private const int FilesOfFolder = 100;

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly string _root = Path.Join(root, "measure-move");

    private string _work = string.Empty;

    private string Source => Path.Join(_work, "fast/Acquire/RSCM/dataset");

    private string Plain => Path.Join(_work, "plain");

    private string Hive => Path.Join(_work, "hive/Acquire");

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        yield return Compare($"move-{shape.Files}-files", WriteSmall, keepsRuns: true);
        yield return Compare($"move-{shape.Gigabytes}-GB", WriteBig, keepsRuns: false);
    }

    private Figure Compare(string name, Action write, bool keepsRuns)
    {
        var (moves, plains) = (new List<double>(), new List<double>());
        try
        {
            for (var i = 0; i < shape.Runs; i++)
            {
                _work = Path.Join(_root, FormattableString.Invariant($"run-{i}"));
                Directory.CreateDirectory(Source);
                Directory.CreateDirectory(Hive);
                Directory.CreateDirectory(Path.Join(_work, "jobs"));
                write();
                Settle();
                plains.Add(RunPlain());
                if (!keepsRuns)
                {
                    Directory.Delete(Plain, recursive: true);
                }

                Settle();
                moves.Add(RunMove(i));
                if (!keepsRuns)
                {
                    Clean();
                }
            }
        }
        finally
        {
            Clean();
        }

        var (move, plain) = (Figure.Median(moves), Figure.Median(plains));
        return new Figure(
            name,
            move / plain,
            "times as long",
            Most,
            FormattableString.Invariant($"script {move:0.00} s ({string.Join(", ", moves.Select(Text))}), copy and check {plain:0.00} s ({string.Join(", ", plains.Select(Text))}): {plain / move:P0} of its speed"));

        static string Text(double seconds) => FormattableString.Invariant($"{seconds:0.00}");
    }

    // Writes what is dirty, and drops the source from memory.
    private void Settle()
    {
        Programs.Run("sync", ["-f", _work], NoVariables);
        PageCache.Drop(Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories));
    }

    private double RunPlain()
    {
        var copy = Programs.Run("rclone", ["copy", "--transfers", "4", "--checkers", "8", Source, Plain], NoVariables);
        var check = Programs.Run("rclone", ["check", "--transfers", "4", "--checkers", "8", Source, Plain], NoVariables);
        return (copy.Wall + check.Wall).TotalSeconds;
    }

    private double RunMove(int run)
    {
        var script = Path.Join(_work, "jobs/move.sh");
        File.WriteAllText(script, MoveJobScript.Write(Job(run)));
        return Programs.Run("bash", [script], NoVariables).Wall.TotalSeconds;
    }

    private MoveJob Job(int run) => new()
    {
        MoveId = FormattableString.Invariant($"measured-{run}"),
        RunId = FormattableString.Invariant($"measured-{run}-1"),
        Source = Source,
        SourceAcquire = Path.Join(_work, "fast/Acquire"),
        DestinationAcquire = Hive,
        DestinationParent = Path.Join(Hive, "RSCM"),
        DestinationName = "dataset",
        CopySuffix = "_{Number}",
        WorkFolder = Path.Join(_work, "jobs/work"),
        Log = Path.Join(_work, "jobs/log"),
        DoneMarker = Path.Join(_work, "jobs/done"),
        ErrorMarker = Path.Join(_work, "jobs/error"),
        TrashRoot = Path.Join(_work, "fast/trash"),
        TrashEntry = Path.Join(_work, "fast/trash/dataset"),
        TrashMarkerEnding = ".trash_moved_at",
        CopyCommand = ["rclone"],
        TimeResolution = TimeSpan.Zero,
    };

    private void WriteSmall()
    {
        var random = new Random(1);
        var content = new byte[shape.Kilobytes * 1024];
        for (var i = 0; i < shape.Files; i++)
        {
            var folder = Path.Join(Source, FormattableString.Invariant($"layer{i / FilesOfFolder:D3}"));
            Directory.CreateDirectory(folder);
            random.NextBytes(content);
            File.WriteAllBytes(Path.Join(folder, FormattableString.Invariant($"col{i % FilesOfFolder:D3}.tif")), content);
        }
    }

    private void WriteBig()
    {
        var random = new Random(2);
        var content = new byte[1 << 20];
        using var stream = File.Create(Path.Join(Source, "tile.btf"));
        for (var i = 0; i < shape.Gigabytes * 1024; i++)
        {
            random.NextBytes(content);
            stream.Write(content);
        }
    }

    private void Clean()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}
