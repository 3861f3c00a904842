using System.Globalization;
using System.Text;
using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Metadata and acquisition tables of the demo lab's light-sheet microscopes (lab.md §4).</summary>
/// <param name="scenario">The dataset.</param>
/// <param name="windowsFolder">The dataset's folder as the microscope's computer names it, for example <c>Z:\Acquire\MesoSPIM\…</c>.</param>
internal sealed class MesoSpimText(MesoSpimScenario scenario, string windowsFolder)
{
    /// <summary>The line that ends a tile's metadata.</summary>
    public const string End = "[===================== END OF ACQUISITION ======================]";

    private const string TimeFormat = "yyyyMMdd-HHmmss";

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private Encoding Encoding => scenario.WindowsText ? Encoding.Latin1 : Encoding.UTF8;

    /// <summary>A tile's metadata as it is when the tile starts.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="kept">The part of the file that is there, 0…1.</param>
    /// <returns>The file's bytes.</returns>
    public byte[] Metadata(DemoTile tile, double kept)
    {
        var (x, y) = MesoSpimImages.Position(scenario, tile);
        var etl = scenario.RefractiveIndex is { } index ? $"ETL-parameters_BE_RI_{index}_.csv" : "ETL-parameters.csv";
        var text = string.Create(
            Plain,
            $"""
             [Metadata for file] {windowsFolder}\{scenario.TilePath(tile).Replace('/', '\\')}

             [CFG]{' '}
             [Laser] {tile.Channel.Wavelength} nm
             [Intensity (%)] 20
             [Zoom] {scenario.Magnification}x
             [Pixelsize in um] {scenario.PixelSize}
             [Filter] {tile.Channel.Filter ?? "Empty"}
             [Shutter] {ShutterName(tile)}

             [POSITION]{' '}
             [x_pos] {x}
             [y_pos] {y}
             [f_start] 25.0
             [f_end] 25.0
             [z_start] 0
             [z_end] {scenario.ZStep * (scenario.Planes - 1)}
             [z_stepsize] {scenario.ZStep}
             [z_planes] {scenario.Planes}
             [rot] 0

             [ETL PARAMETERS]{' '}
             [ETL CFG File] config/etl_parameters/{etl}
             [etl_l_offset] 2.3
             [etl_l_amplitude] 0.7

             [CAMERA PARAMETERS]{' '}
             [camera_type] Photometrics
             [camera_exposure] 0.02
             [x_pixels] {scenario.Size * scenario.Binning}
             [y_pixels] {scenario.Size * scenario.Binning}

             [MICROSCOPE PARAMETERS]{' '}
             [institution] Demo lab
             [instrument_id] {scenario.Instrument}


             """);
        var bytes = Bytes(text);
        return bytes[..(int)(bytes.Length * kept)];
    }

    /// <summary>What is appended to a tile's metadata when it is over.</summary>
    /// <param name="begun">When the tile began, in the microscope's local time.</param>
    /// <param name="ended">When it ended, in the microscope's local time.</param>
    /// <returns>The further bytes.</returns>
    public byte[] Timing(DateTimeOffset begun, DateTimeOffset ended) => Bytes(string.Create(
        Plain,
        $"""
         [TIMING INFORMATION]{' '}
         [Started stack] {begun.ToString(TimeFormat, Plain)}
         [Started taking images] {begun.AddSeconds(2).ToString(TimeFormat, Plain)}
         [Stopped taking images] {ended.AddSeconds(-2).ToString(TimeFormat, Plain)}
         [Stopped stack] {ended.ToString(TimeFormat, Plain)}
         {End}{' '}


         """));

    /// <summary>The table of the tiles to image: a row a tile.</summary>
    /// <returns>The file's bytes.</returns>
    public byte[] Table()
    {
        var text = new StringBuilder("x_pos,y_pos,z_start,z_end,z_step,planes,rot,laser,intensity,filter,zoom,shutterconfig,folder,filename,image_writer_plugin,processing\n");
        foreach (var tile in scenario.Tiles())
        {
            var (x, y) = MesoSpimImages.Position(scenario, tile);
            text.Append(
                Plain,
                $"{x},{y},0,{scenario.ZStep * (scenario.Planes - 1)},{scenario.ZStep},{scenario.Planes},0,{tile.Channel.Wavelength} nm,20,{tile.Channel.Filter},{scenario.Magnification}x,{ShutterName(tile)},{windowsFolder},{scenario.TilePath(tile)},Big_Tiff_Writer,MAX\n");
        }

        return Bytes(text.ToString());
    }

    private static string ShutterName(DemoTile tile) => tile.Shutter == 0 ? "Left" : "Right";

    private byte[] Bytes(string text) =>
        Encoding.GetBytes(scenario.OlderProgram ? text : text.Replace("\n", "\r\n", StringComparison.Ordinal));
}
