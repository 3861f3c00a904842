using System.Diagnostics;
using System.Runtime.InteropServices;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>The deep check of uncompressed uint16 tiles: beside a cold read of the same files, in turns, and from memory.</summary>
/// <param name="root">An empty folder for the files.</param>
internal sealed class PixelFigures(string root)
{
    private const int Files = 6;
    private const int Planes = 32;
    private const int Edge = 2048;
    private const int Threads = 2;
    private const int Runs = 10;
    private const double MostOfRead = 1 / 0.8;
    private const double MostOfSecond = 1;

    private readonly TiffFiles _files = new();

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        var paths = Write();
        var gigabytes = paths.Sum(path => new FileInfo(path).Length) / 1e9;
        foreach (var (name, some, threads) in new[] { ("tile-pixels-cold", paths, Threads), ("tile-pixels-cold-single", paths[..1], 1) })
        {
            yield return Cold(name, some, threads);
        }

        foreach (var (name, threads) in new[] { ("tile-pixels-cached", Threads), ("tile-pixels-cached-single", 1) })
        {
            Each(paths, threads, Check);
            var seconds = Figure.Median(Enumerable.Range(0, Runs).Select(_ => Each(paths, threads, Check)));
            yield return new Figure(
                name,
                seconds / gigabytes,
                "s a GB",
                MostOfSecond,
                FormattableString.Invariant($"{gigabytes:0.00} GB in {seconds:0.00} s with {threads} files at once: {gigabytes / seconds:0.0} GB/s"));
        }
    }

    private static double Each(IReadOnlyList<string> paths, int threads, Action<string> act)
    {
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(paths, new ParallelOptions { MaxDegreeOfParallelism = threads }, act);
        return watch.Elapsed.TotalSeconds;
    }

    private static void Read(string path)
    {
        using var file = File.OpenHandle(path);
        var buffer = new byte[1 << 20];
        for (long at = 0, read; (read = RandomAccess.Read(file, buffer, at)) > 0;)
        {
            at += read;
        }
    }

    private Figure Cold(string name, IReadOnlyList<string> paths, int threads)
    {
        var (checks, reads) = (new List<double>(), new List<double>());
        for (var i = 0; i < Runs; i++)
        {
            // Each comes first in turns: disks of virtual machines get slower after a burst.
            foreach (var isRead in new[] { i % 2 == 0, i % 2 != 0 })
            {
                PageCache.Drop(paths);
                (isRead ? reads : checks).Add(Each(paths, threads, isRead ? Read : Check));
            }
        }

        var (check, read) = (Figure.Median(checks), Figure.Median(reads));
        var gigabytes = paths.Sum(path => new FileInfo(path).Length) / 1e9;
        return new Figure(
            name,
            check / read,
            "times as long as a cold read",
            MostOfRead,
            FormattableString.Invariant($"{gigabytes:0.00} GB, {threads} at once: checked in {check:0.00} s, read in {read:0.00} s ({gigabytes / read:0.0} GB/s): {read / check:P0} of its speed"));
    }

    private void Check(string path)
    {
        var file = _files.Examine(path, TiffDepth.Pixels, CancellationToken.None);
        if (file is not { IsSound: true, Pixels: not null, Planes: Planes })
        {
            throw new InvalidOperationException($"{path}: {string.Join("; ", file.Faults)}");
        }
    }

    private List<string> Write()
    {
        var random = new Random(1);
        var plane = new ushort[Edge * Edge];
        random.NextBytes(MemoryMarshal.AsBytes(plane.AsSpan()));
        var content = DemoTiff.Write(big: true, Edge, Edge, pixelSize: null, [.. Enumerable.Repeat(plane, Planes)]);
        var paths = Enumerable.Range(0, Files).Select(i => Path.Join(root, FormattableString.Invariant($"tile{i}.btf"))).ToList();
        foreach (var path in paths)
        {
            File.WriteAllBytes(path, content);
        }

        return paths;
    }
}
