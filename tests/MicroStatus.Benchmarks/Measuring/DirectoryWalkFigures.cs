using System.Diagnostics;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>The walk along all directories of a BigTIFF beside tifffile listing its pages, both warm and in turns.</summary>
/// <param name="root">An empty folder for the file.</param>
internal sealed class DirectoryWalkFigures(string root)
{
    private const int Planes = 2000;
    private const int Runs = 11;
    private const double MostOfPython = 1 / 5.0;

    private const string Write = """
        import sys, numpy, tifffile
        plane = numpy.zeros((256, 256), 'uint16')
        with tifffile.TiffWriter(sys.argv[1], bigtiff=True) as writer:
            for i in range(int(sys.argv[2])):
                plane[0, 0] = i
                writer.write(plane, contiguous=False)
        """;

    private const string List = """
        import sys, time, tifffile
        begin = time.perf_counter()
        with tifffile.TiffFile(sys.argv[1]) as tiff:
            assert len(tiff.pages) == int(sys.argv[2])
            for page in tiff.pages:
                page.shape, page.dataoffsets, page.databytecounts
        print(time.perf_counter() - begin)
        """;

    private const string Count = """
        import sys, time, tifffile
        begin = time.perf_counter()
        with tifffile.TiffFile(sys.argv[1]) as tiff:
            assert len(tiff.pages) == int(sys.argv[2])
        print(time.perf_counter() - begin)
        """;

    private readonly TiffFiles _files = new();

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        var path = Path.Join(root, "planes.btf");
        var planes = FormattableString.Invariant($"{Planes}");
        _ = Tifffile.Run(Write, path, planes);
        Walk(path);
        var (walks, lists, counts) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Runs; i++)
        {
            walks.Add(Walk(path));
            lists.Add(Tifffile.Run(List, path, planes));
            walks.Add(Walk(path));
            counts.Add(Tifffile.Run(Count, path, planes));
        }

        var (walk, list, count) = (Figure.Median(walks), Figure.Median(lists), Figure.Median(counts));
        yield return new Figure(
            "tile-directories",
            walk / list,
            "of tifffile listing its pages",
            MostOfPython,
            FormattableString.Invariant($"{Planes} planes judged in {walk * 1000:0.0} ms; tifffile {list * 1000:0.0} ms for shape, offsets and byte counts of each page, {list / walk:0.0} times as fast; {count * 1000:0.0} ms for len(pages) alone"));
    }

    private double Walk(string path)
    {
        var watch = Stopwatch.StartNew();
        var file = _files.Examine(path, TiffDepth.Directories, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        return file is { IsSound: true, Planes: Planes } ? seconds : throw new InvalidOperationException($"{file.Planes} planes, {string.Join("; ", file.Faults)}");
    }
}
