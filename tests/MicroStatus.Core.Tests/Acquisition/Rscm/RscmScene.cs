using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Rscm;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;

namespace MicroStatus.Core.Tests.Acquisition.Rscm;

/// <summary>An RSCM dataset in memory that a test images ribbon by ribbon.</summary>
internal sealed class RscmScene
{
    public const string Path = "/store/Acquire/RSCM/klimstra-w/5CL18/8257_try2_stack1";

    private readonly RscmInstrument _instrument;
    private byte[]? _memory;

    public RscmScene(int layers = 3, int ribbons = 4, string? device = "VS4510ML", StatusSettings? settings = null)
    {
        Files = new FakeFileTree(new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero));
        Files.AddFolder(Path);
        Files.Write(Metadata, Xml(layers, ribbons, device));
        _instrument = new RscmInstrument(settings ?? new StatusSettings(), Files, Files);
    }

    public FakeFileTree Files { get; }

    public static string Metadata => Path + "/vs_series.dat";

    public static string Xml(object layers, object ribbons, string? device = null) =>
        $"<?xml version=\"1.0\"?><vs_series><stack><stack_slice_count>{layers}</stack_slice_count></stack>"
        + $"<grid><grid_cols>{ribbons}</grid_cols></grid>{(device is null ? string.Empty : $"<device>{device}</device>")}</vs_series>";

    public static string Images(int layer, string colour) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path}/8257_layer{layer:D3}/{colour}/images");

    public static string Ribbon(int layer, string colour, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{Images(layer, colour)}/8257_layer{layer:D3}_{colour}_col{column:D3}.tif");

    public void Image(int layer, string colour, params int[] columns)
    {
        foreach (var column in columns)
        {
            Files.WriteTiff(Ribbon(layer, colour, column), 48, 16, 1);
        }
    }

    public void ImageLayers(int from, int to, int ribbons, params string[] colours)
    {
        for (var layer = from; layer >= to; layer--)
        {
            foreach (var colour in colours)
            {
                Image(layer, colour, [.. Enumerable.Range(0, ribbons)]);
            }
        }
    }

    public void Wait(TimeSpan time) => Files.Now += time;

    public ImagingObservation Look(bool full = false)
    {
        Files.ResetCalls();
        var observation = _instrument.Observe(
            new ObservationRequest { Path = Path, Name = "8257_try2_stack1", Memory = _memory, FullListing = full, Now = Files.Now },
            CancellationToken.None);
        _memory = observation.Memory;
        return observation;
    }

    public void Forget() => _memory = null;

    public void Damage(Func<byte[], byte[]> how) => _memory = how(_memory!);
}
