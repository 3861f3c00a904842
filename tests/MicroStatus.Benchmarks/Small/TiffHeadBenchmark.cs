using BenchmarkDotNet.Attributes;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Tiles;
using MicroStatus.Benchmarks.BigLab;
using MicroStatus.Tiles;

namespace MicroStatus.Benchmarks.Small;

/// <summary>Heads of ribbons: one by one by their paths, and those of a folder together.</summary>
[InProcess]
[WarmupCount(2)]
[IterationCount(5)]
[MemoryDiagnoser]
public class TiffHeadBenchmark
{
    private const int Ribbons = 20;

    private readonly TiffHeaderReader _reader = new();
    private string _folder = "";
    private string[] _names = [];

    /// <summary>Writes a colour of one layer.</summary>
    [GlobalSetup]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("microstatus-heads-").FullName;
        var dataset = new BigLabShape(1, 1, 1, Ribbons, 1, 0).RscmDatasets().Single();
        _names = [.. Enumerable.Range(0, Ribbons).Select(column => Path.GetFileName(dataset.RibbonPath(0, dataset.Colours[0], column)))];
        var ribbon = RscmImages.Ribbon(new DemoContent.Ribbon(dataset, 0, dataset.Colours[0], 0, 1));
        foreach (var name in _names)
        {
            File.WriteAllBytes(Path.Join(_folder, name), ribbon);
        }
    }

    /// <summary>Deletes it.</summary>
    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    /// <summary>Each by its path.</summary>
    /// <returns>The last head.</returns>
    [Benchmark(OperationsPerInvoke = Ribbons)]
    public TiffHeader OneByOne()
    {
        var last = default(TiffHeader);
        foreach (var name in _names)
        {
            last = _reader.Read(Path.Join(_folder, name));
        }

        return last;
    }

    /// <summary>All of the folder.</summary>
    /// <returns>The heads.</returns>
    [Benchmark(Baseline = true, OperationsPerInvoke = Ribbons)]
    public IReadOnlyList<TiffHeader?> Folder() => _reader.ReadFolder(_folder, _names, CancellationToken.None);
}
