using System.Diagnostics;
using System.Globalization;
using MicroStatus.Backend.Tiles.Montage;
using MicroStatus.Tiles;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>One montage in this process, which is there for it alone; says its seconds, and the most kilobytes that the process held.</summary>
internal static class MeasuredMontage
{
    private static readonly string[] Channels = ["488", "561"];

    /// <summary>Makes it.</summary>
    /// <param name="folder">The folder of the tiles.</param>
    /// <param name="rows">Rows of tiles.</param>
    /// <param name="columns">Columns of tiles.</param>
    /// <param name="writesTiff">BigTIFFs are written as well.</param>
    public static void Make(string folder, int rows, int columns, bool writesTiff)
    {
        var watch = Stopwatch.StartNew();
        var sets = Channels.Select(channel => new TileSet
        {
            Name = "ours",
            Path = folder,
            Channel = channel,
            Rows = rows,
            Columns = columns,
            PixelSize = 1.53,
            Tiles = [.. Enumerable.Range(0, rows * columns).Select(i => new Tile { Index = i, Path = Path.Join(folder, FormattableString.Invariant($"MAX_Tile{i}_Ch{channel}.tif")) })],
        }).ToList();
        var request = MontagePlanner.Plan(sets, new MontageOptions { Folder = folder, WritesTiff = writesTiff });
        if (new VipsMontages().Make(request, progress: null, CancellationToken.None).Any(montage => montage.Missing.Count > 0))
        {
            throw new InvalidOperationException("Tiles are missing.");
        }

        Console.WriteLine(watch.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }
}
