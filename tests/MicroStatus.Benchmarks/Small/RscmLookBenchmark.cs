using BenchmarkDotNet.Attributes;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Rscm;
using MicroStatus.Backend;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Benchmarks.BigLab;

namespace MicroStatus.Benchmarks.Small;

/// <summary>Looks at one RSCM dataset of 400 layers, half imaged: the first one, which reads every head, and a later one.</summary>
[InProcess]
[WarmupCount(2)]
[IterationCount(5)]
[MemoryDiagnoser]
public class RscmLookBenchmark
{
    private string _root = "";
    private RscmInstrument? _instrument;
    private ObservationRequest? _first;
    private ObservationRequest? _later;

    /// <summary>Writes the dataset.</summary>
    [GlobalSetup]
    public void Write()
    {
        _root = Directory.CreateTempSubdirectory("microstatus-look-").FullName;
        var shape = new BigLabShape(1, 400, 3, 20, 0.5, 0);
        new BigLabWriter(_root, shape).Write();
        var backend = new LabBackend();
        var places = new DemoPlaces(_root);
        var dataset = shape.RscmDatasets().Single();
        _instrument = new RscmInstrument(backend.SettingsFiles.Load(places.SettingsPath).Settings, backend.Files, backend.TiffHeaders);
        _first = new ObservationRequest
        {
            Path = places.DatasetFolder(dataset),
            Name = dataset.Name,
            FullListing = true,
            Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1),
        };
        _later = _first with { FullListing = false, Memory = First().Memory };
    }

    /// <summary>Deletes it.</summary>
    [GlobalCleanup]
    public void Delete() => Directory.Delete(_root, recursive: true);

    /// <summary>The first look.</summary>
    /// <returns>What was seen.</returns>
    [Benchmark]
    public ImagingObservation First() => _instrument!.Observe(_first!, CancellationToken.None);

    /// <summary>A later look at the same files.</summary>
    /// <returns>What was seen.</returns>
    [Benchmark]
    public ImagingObservation Later() => _instrument!.Observe(_later!, CancellationToken.None);
}
