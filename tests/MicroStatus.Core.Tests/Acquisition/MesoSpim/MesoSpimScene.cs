using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

/// <summary>A mesoSPIM writing a dataset into a store in memory.</summary>
internal sealed class MesoSpimScene
{
    public const string Folder = "/store/Acquire/MesoSPIM/Klimstra/CL12/KC34";
    public const int Width = 10;
    public const int Height = 8;
    public const int Planes = 4;

    private readonly MesoSpimInstrument _instrument;

    public MesoSpimScene(MesoSpimSettings? settings = null, DiscoverySettings? discovery = null)
    {
        Tree = new FakeFileTree(new DateTimeOffset(2026, 9, 14, 14, 0, 0, TimeSpan.Zero));
        Tree.AddFolder(Folder);
        _instrument = new MesoSpimInstrument(settings ?? new(), discovery ?? new(), Tree, Tree);
    }

    public FakeFileTree Tree { get; }

    public byte[]? Memory { get; set; }

    public static string Name(int tile, string channel, int shutter = 0, int rotation = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"KC34_Mag4x_Tile{tile}_Ch{channel}_Flt515LP_Sh{shutter}_Rot{rotation}.btf");

    public static string Path(int tile, string channel, int shutter = 0, int rotation = 0) => $"{Folder}/{Name(tile, channel, shutter, rotation)}";

    public static string Metadata(
        double x = 0,
        double y = 0,
        bool stopped = true,
        string planes = "4",
        string pixel = "0.65",
        string step = "2.5",
        string start = "20260914-143912",
        string stop = "20260914-190256")
    {
        var text = new StringBuilder().Append(
            $"""
            [Metadata for file] D:\data\KC34 [new]\x.btf

            [CFG] 
            [Laser] 488 nm
            [Intensity (%)] 20
            [Zoom] 4x
            [Pixelsize in um] {pixel}
            [Filter] 515LP
            [Shutter] Left

            [POSITION] 
            [x_pos] {x.ToString(CultureInfo.InvariantCulture)}
            [y_pos] {y.ToString(CultureInfo.InvariantCulture)}
            [z_stepsize] {step}
            [z_planes] {planes}
            [rot] 0

            [ETL PARAMETERS] 
            [ETL CFG File] config/etl_RI_9/ETL-parameters_BE_RI_1.561_.csv

            [CAMERA PARAMETERS] 
            [x_pixels] 2048
            [y_pixels] 2048

            [MICROSCOPE PARAMETERS] 
            [name] Benchtop
            [instrument_id] mesoSPIM 1

            [OBJECTIVE_PARAMETERS] 
            [name] Mitutoyo

            """);
        if (stopped)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"""

                [TIMING INFORMATION] 
                [Started stack] {start}
                [Started taking images] {start}
                [Stopped taking images] {stop}
                [Stopped stack] {stop}
                [Frame rate during taking images, img/s:] 3.94
                [===================== END OF ACQUISITION ======================] 

                """);
        }

        return text.Replace("\r\n", "\n").Replace("\n", "\r\n").ToString();
    }

    /// <summary>Writes a tile, its metadata and its projection; the column is x, the row is y.</summary>
    public void AddTile(int tile, string channel, double x, double y, bool stopped = true, int planes = Planes, int shutter = 0, int rotation = 0)
    {
        var path = Path(tile, channel, shutter, rotation);
        Tree.WriteTiff(path, Width, Height, planes);
        Tree.Write(path + "_meta.txt", Metadata(x, y, stopped));
        Tree.WriteSize($"{Folder}/MAX_{Name(tile, channel, shutter, rotation)}.tif", 100);
    }

    /// <summary>A whole grid of a channel: indices run down the columns first.</summary>
    public void AddGrid(string channel, int rows, int columns, int shutter = 0, int rotation = 0)
    {
        for (var tile = 0; tile < rows * columns; tile++)
        {
            AddTile(tile, channel, x: tile / rows * 1000.5, y: tile % rows * 800, shutter: shutter, rotation: rotation);
        }
    }

    public void AddTable(params IEnumerable<string> files) =>
        Tree.Write($"{Folder}/acq_table.csv", "x_pos,filename,zoom\r\n" + string.Concat(files.Select(file => $"1.0,{file},4x\r\n")));

    /// <summary>Lets time pass.</summary>
    public void Wait(int seconds) => Tree.Now += TimeSpan.FromSeconds(seconds);

    /// <summary>Looks, and remembers; counts only the calls of this look.</summary>
    public ImagingObservation Look(bool full = false)
    {
        Tree.ResetCalls();
        var observation = _instrument.Observe(
            new ObservationRequest { Path = Folder, Name = "KC34", Memory = Memory, FullListing = full, Now = Tree.Now },
            TestContext.Current.CancellationToken);
        Memory = observation.Memory;
        return observation;
    }

    /// <summary>Looks after everything came to rest.</summary>
    public ImagingObservation LookLater(bool full = false)
    {
        Wait(3600);
        return Look(full);
    }
}
