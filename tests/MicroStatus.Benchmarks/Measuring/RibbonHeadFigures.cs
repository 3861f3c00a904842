using System.Diagnostics;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>The header check of an RSCM dataset's ribbons beside a Python loop over the same files, both warm and in turns.</summary>
/// <param name="root">An empty folder for the files.</param>
internal sealed class RibbonHeadFigures(string root)
{
    private const int Folders = 334;
    private const int FilesOfFolder = 60;
    private const int Threads = 8;
    private const int Runs = 7;
    private const double MostOfPython = 1 / 15.0;

    private const string Loop = """
        import sys, time, tifffile
        files = open(sys.argv[1]).read().split('\n')
        begin = time.perf_counter()
        for f in files:
            tifffile.TiffFile(f).pages[0]
        print(time.perf_counter() - begin)
        """;

    private readonly TiffFiles _files = new();

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        var (folders, names) = Write();
        var list = Path.Join(root, "list");
        File.WriteAllLines(list, folders.SelectMany(folder => names.Select(name => Path.Join(folder, name))));
        File.WriteAllText(list, File.ReadAllText(list).TrimEnd());
        Check(folders, names);
        var (checks, loops) = (new List<double>(), new List<double>());
        for (var i = 0; i < Runs; i++)
        {
            checks.Add(Check(folders, names));
            loops.Add(Tifffile.Run(Loop, list));
            checks.Add(Check(folders, names));
        }

        var (check, loop) = (Figure.Median(checks), Figure.Median(loops));
        yield return new Figure(
            "tile-headers",
            check / loop,
            "of a Python loop",
            MostOfPython,
            FormattableString.Invariant($"{folders.Count * names.Count} files in {check * 1000:0} ms, tifffile {loop:0.00} s: {loop / check:0.0} times as fast"));
    }

    private double Check(IReadOnlyList<string> folders, IReadOnlyList<string> names)
    {
        var watch = Stopwatch.StartNew();
        var sound = 0;
        Parallel.ForEach(
            folders,
            new ParallelOptions { MaxDegreeOfParallelism = Threads },
            folder => Interlocked.Add(ref sound, _files.ExamineFolder(folder, names, TiffDepth.Header, decoded: null, CancellationToken.None).Count(file => file!.IsSound)));
        var seconds = watch.Elapsed.TotalSeconds;
        return sound == folders.Count * names.Count ? seconds : throw new InvalidOperationException($"Only {sound} files are sound.");
    }

    private (IReadOnlyList<string> Folders, IReadOnlyList<string> Names) Write()
    {
        var content = DemoTiff.Write(big: false, 128, 32, pixelSize: null, [new ushort[128 * 32]]);
        var names = Enumerable.Range(0, FilesOfFolder).Select(i => FormattableString.Invariant($"ribbon_col{i:D3}.tif")).ToList();
        var folders = Enumerable.Range(0, Folders).Select(i => Path.Join(root, FormattableString.Invariant($"layer{i:D3}"))).ToList();
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(folder);
            foreach (var name in names)
            {
                File.WriteAllBytes(Path.Join(folder, name), content);
            }
        }

        return (folders, names);
    }
}
