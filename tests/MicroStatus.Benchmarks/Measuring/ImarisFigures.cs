using System.Diagnostics;
using MicroStatus.Backend.Imaris;
using MicroStatus.Configuration;
using MicroStatus.Imaris;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>The examination of Imaris files of 1 GB and of 100 GB: by their headers, a hundred times the pixels cost nothing.</summary>
internal static class ImarisFigures
{
    private const int Runs = 21;
    private const int SmallPlanes = 16;
    private const int LargePlanes = 1600;
    private const double Most = 20;
    private const double MostMore = 2;

    private const string Script = """
        import sys, h5py
        from h5py import h5p, h5d, h5s, h5t
        # 64 MB a plane; room is set aside for every pixel, and none is written.
        with h5py.File(sys.argv[1], 'w') as file:
            create = h5p.create(h5p.DATASET_CREATE)
            create.set_alloc_time(h5d.ALLOC_TIME_EARLY)
            create.set_fill_time(h5d.FILL_TIME_NEVER)
            create.set_chunk((1, 256, 256))
            group = file.create_group('DataSet/ResolutionLevel 0/TimePoint 0/Channel 0')
            h5d.create(group.id, b'Data', h5t.NATIVE_UINT16, h5s.create_simple((int(sys.argv[2]), 4096, 8192)), create)
        """;

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public static IEnumerable<Figure> Measure()
    {
        var folder = Directory.CreateTempSubdirectory("imaris-figures-");
        try
        {
            var (small, large) = (Write(folder, "small", SmallPlanes), Write(folder, "large", LargePlanes));
            var files = new ImarisFiles(new ImarisSettings());
            var times = Enumerable.Range(0, Runs).Select(_ => (Small: Time(files.Examine, small), Large: Time(files.Examine, large), Deep: Time(files.ExamineDeeply, large))).Skip(1).ToList();
            var (smallTime, largeTime) = (Figure.Median(times.Select(time => time.Small)), Figure.Median(times.Select(time => time.Large)));
            yield return new Figure("imaris-1gb", smallTime, "ms", Most, $"{new FileInfo(small).Length} bytes");
            yield return new Figure("imaris-100gb", largeTime, "ms", Most, $"{new FileInfo(large).Length} bytes");
            yield return new Figure("imaris-100gb-more", largeTime - smallTime, "ms", MostMore, "more than 1 GB takes");
            yield return new Figure("imaris-100gb-deep", Figure.Median(times.Select(time => time.Deep)), "ms", Most, "with one chunk of each dataset");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Time(Func<string, CancellationToken, ImarisFile> examine, string path)
    {
        var watch = Stopwatch.StartNew();
        var file = examine(path, CancellationToken.None);
        return file.Opens ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException(file.Reason);
    }

    private static string Write(DirectoryInfo folder, string name, int planes)
    {
        var path = Path.Join(folder.FullName, name + ".ims");
        using var python = Process.Start("/usr/bin/python3", ["-c", Script, path, FormattableString.Invariant($"{planes}")]);
        python.WaitForExit();
        return python.ExitCode == 0 ? path : throw new InvalidOperationException("The files could not be written: Debian's python3-h5py is needed.");
    }
}
