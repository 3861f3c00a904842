using System.Globalization;
using System.Runtime.InteropServices;
using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>Small Imaris files of the demo lab: two resolution levels, one time point, a thumbnail.</summary>
internal static class DemoImaris
{
    private const int Edge = 32;
    private const int Levels = 2;
    private const int ThumbnailHeight = 64;
    private const int ThumbnailWidth = 4 * ThumbnailHeight;

    /// <summary>Writes one.</summary>
    /// <param name="planes">Number of planes.</param>
    /// <param name="colours">The channels' colours, nm.</param>
    /// <returns>The file's bytes.</returns>
    public static byte[] Write(int planes, IReadOnlyList<int> colours)
    {
        var file = new DemoHdf5();
        var levels = Enumerable.Range(0, Levels).Select(level => (Name("ResolutionLevel", level), Level(file, level, planes, colours))).ToList();
        (string, ulong)[] members =
        [
            ("DataSet", file.Group(levels, [])),
            ("DataSetInfo", Info(file, planes, colours)),
            ("Thumbnail", file.Group([("Data", file.Dataset([ThumbnailHeight, ThumbnailWidth], sizeof(byte), Thumbnail(colours[0])))], [])),
        ];
        return file.End(file.Group(members, [("ImarisDataSet", "ImarisDataSet"), ("ImarisVersion", "5.5.0"), ("DataSetInfoDirectoryName", "DataSetInfo"), ("ThumbnailDirectoryName", "Thumbnail")]));
    }

    private static ulong Level(DemoHdf5 file, int level, int planes, IReadOnlyList<int> colours)
    {
        var (depth, edge) = (Math.Max(planes >> level, 1), Edge >> level);
        var channels = colours.Select((colour, channel) =>
        {
            var data = file.Dataset([depth, edge, edge], sizeof(ushort), MemoryMarshal.AsBytes(Pixels(depth, edge, colour).AsSpan()));
            return (Name("Channel", channel), file.Group([("Data", data)], [("ImageSizeX", Text(edge)), ("ImageSizeY", Text(edge)), ("ImageSizeZ", Text(depth))]));
        }).ToList();
        return file.Group([("TimePoint 0", file.Group(channels, []))], []);
    }

    private static ulong Info(DemoHdf5 file, int planes, IReadOnlyList<int> colours)
    {
        var image = file.Group([], [("X", Text(Edge)), ("Y", Text(Edge)), ("Z", Text(planes)), ("Unit", "um"), ("ExtMin0", "0"), ("ExtMin1", "0"), ("ExtMin2", "0"), ("ExtMax0", Text(Edge)), ("ExtMax1", Text(Edge)), ("ExtMax2", Text(5 * planes))]);
        var channels = colours.Select((colour, channel) => (Name("Channel", channel), file.Group([], [("Name", Text(colour) + " nm"), ("Color", "1.000 1.000 1.000")])));
        var times = file.Group([], [("FileTimePoints", "1"), ("DatasetTimePoints", "1")]);
        return file.Group([("Image", image), .. channels.ToList(), ("TimeInfo", times)], []);
    }

    private static ushort[] Pixels(int depth, int edge, int colour)
    {
        var pixels = new ushort[depth * edge * edge];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y, z) = (i % edge, i / edge % edge, i / (edge * edge));
            pixels[i] = DemoSpecimen.Light((x + 0.5) / edge, (y + 0.5) / edge, (z + 0.5) / depth, colour);
        }

        return pixels;
    }

    // Four bytes a pixel: red, green, blue, and how opaque it is.
    private static byte[] Thumbnail(int colour)
    {
        var pixels = new byte[ThumbnailHeight * ThumbnailWidth];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i / 4 % ThumbnailHeight, i / ThumbnailWidth);
            pixels[i] = i % 4 == 3 ? byte.MaxValue : (byte)Math.Min(DemoSpecimen.Light(x / (double)ThumbnailHeight, y / (double)ThumbnailHeight, 0.5, colour) / 13, byte.MaxValue);
        }

        return pixels;
    }

    private static string Name(string kind, int number) => $"{kind} {Text(number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
