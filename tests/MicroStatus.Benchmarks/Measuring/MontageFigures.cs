using System.Globalization;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>Montages of two channels, each way in a process of its own: here, and by numpy, scikit-image and tifffile.</summary>
/// <remarks>Times are of the work alone, without the start of either process; memory is the most that a process ever held (VmHWM).</remarks>
internal sealed class MontageFigures
{
    // Debian's own, which has Debian's packages.
    private const string Python = "/usr/bin/python3";
    private const double MostOfPreviews = 1.0 / 10;
    private const double MostOfAll = 1.0 / 4;
    private const double MostMemory = 1.0 / 10;
    private const double MostMoreMemory = 1.15;

    // One is read while another is written: a single row would need one place instead of two.
    private const int FewRows = 2;

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly string _folder;
    private readonly MontageShape _shape;

    /// <summary>Prepares it.</summary>
    /// <param name="folder">A folder; tiles and montages are written to one of its own in it, which is deleted at the end.</param>
    /// <param name="shape">The montages.</param>
    public MontageFigures(string folder, MontageShape shape) => (_folder, _shape) = (Path.Join(folder, "montage-figures"), shape);

    private const string WriteTiles = """
        import sys, numpy, tifffile
        folder, count, edge = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
        random = numpy.random.default_rng(1)
        y, x = numpy.mgrid[0:edge, 0:edge] / edge - 0.5
        for channel in ('488', '561'):
            for i in range(count):
                light = 200 + 3000 * numpy.exp(-8 * (x * x + y * y)) + random.normal(0, 30, (edge, edge)) + i
                tifffile.imwrite(f'{folder}/MAX_Tile{i}_Ch{channel}.tif', light.clip(0, 65535).astype(numpy.uint16))
        """;

    private const string MakeMontage = """
        import sys, time, numpy, tifffile
        from skimage import exposure, io, transform
        folder, rows, columns, edge, way, tiff = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5], sys.argv[6] == 'tiff'
        start = time.perf_counter()
        for channel in ('488', '561'):
            montage = numpy.zeros((rows * edge, columns * edge), numpy.uint16)
            for i in range(rows * columns):
                row, column = i % rows * edge, i // rows * edge
                montage[row:row + edge, column:column + edge] = tifffile.imread(f'{folder}/MAX_Tile{i}_Ch{channel}.tif')
            if tiff:
                tifffile.imwrite(f'{folder}/theirs_{channel}.tif', montage, bigtiff=True, tile=(512, 512))
            if way == 'resize':
                small = transform.resize(montage, (montage.shape[0] // 4, montage.shape[1] // 4), anti_aliasing=True, preserve_range=True)
            else:
                small = transform.downscale_local_mean(montage, (4, 4))
            black, white = numpy.percentile(small, (1, 99))
            grey = exposure.rescale_intensity(small, in_range=(black, white), out_range=(0, 255)).round().astype(numpy.uint8)
            io.imsave(f'{folder}/theirs_{channel}.png', grey, check_contrast=False)
        print(time.perf_counter() - start)
        print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])
        """;

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        Directory.CreateDirectory(_folder);
        try
        {
            _ = Programs.Run(Python, ["-c", WriteTiles, _folder, $"{_shape.Rows * _shape.Columns}", $"{_shape.Edge}"], NoVariables);
            var previews = Compare("resize", "previews");
            yield return previews.Time("montage-previews", MostOfPreviews, "of scikit-image's resize with anti-aliasing");
            yield return previews.Memory("montage-previews-memory");
            yield return Compare("mean", "previews").Time("montage-previews-mean", MostOfAll, "of scikit-image's downscale_local_mean, which is exact as ours");
            var all = Compare("resize", "tiff");
            yield return all.Time("montage-previews-and-tiffs", MostOfAll, "of the same, and tifffile's tiled BigTIFFs");
            yield return all.Memory("montage-previews-and-tiffs-memory");
            var (few, many) = (Ours(FewRows, "tiff").Megabytes, Ours(_shape.Rows, "tiff").Megabytes);
            yield return new Figure("montage-memory-of-rows", many / few, "times", MostMoreMemory, FormattableString.Invariant($"{_shape.Rows} rows {many:0} MB, {FewRows} rows {few:0} MB"));
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Comparison Compare(string way, string what)
    {
        var runs = Enumerable.Range(0, _shape.Runs).Select(_ => (Theirs: Theirs(way, what), Ours: Ours(_shape.Rows, what))).ToList();
        return new Comparison(
            Figure.Median(runs.Select(run => run.Ours.Seconds)),
            Figure.Median(runs.Select(run => run.Theirs.Seconds)),
            Figure.Median(runs.Select(run => run.Ours.Megabytes)),
            Figure.Median(runs.Select(run => run.Theirs.Megabytes)));
    }

    private (double Seconds, double Megabytes) Theirs(string way, string what) =>
        Parse(Programs.Run(Python, ["-c", MakeMontage, _folder, $"{_shape.Rows}", $"{_shape.Columns}", $"{_shape.Edge}", way, what], NoVariables).Output);

    private (double Seconds, double Megabytes) Ours(int rows, string what) =>
        Parse(Programs.Run(Environment.ProcessPath!, ["make-montage", _folder, $"{rows}", $"{_shape.Columns}", what], NoVariables).Output);

    private static (double Seconds, double Megabytes) Parse(string output)
    {
        var lines = output.Split('\n');
        return (double.Parse(lines[0], CultureInfo.InvariantCulture), double.Parse(lines[1], CultureInfo.InvariantCulture) / 1024);
    }

    private sealed record Comparison(double Seconds, double TheirSeconds, double Megabytes, double TheirMegabytes)
    {
        public Figure Time(string name, double most, string of) =>
            new(name, Seconds / TheirSeconds, "of their time", most, FormattableString.Invariant($"{Seconds:0.00} s, {TheirSeconds:0.0} s {of}: {TheirSeconds / Seconds:0.0} times as fast"));

        public Figure Memory(string name) =>
            new(name, Megabytes / TheirMegabytes, "of their memory", MostMemory, FormattableString.Invariant($"{Megabytes:0} MB, {TheirMegabytes:0} MB"));
    }
}
