using MicroStatus.Tiles;
using NetVips;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Opens the images of tiles with libvips.</summary>
internal static class TileImages
{
    private static readonly TiffHeaderReader Headers = new();

    /// <summary>Looks at an image's head.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>Its shape; or, where it does not open, why.</returns>
    public static (TileShape? Shape, string? Fault) Look(string path)
    {
        try
        {
            // The cheap look first: it says in plain words what is wrong.
            var header = Headers.Read(path);
            if (header.Fault is { } fault)
            {
                return (null, fault);
            }

            if (header.BitsPerSample > 32)
            {
                // libvips does not open it, though nothing is wrong with the file.
                return (new TileShape((int)header.Width, (int)header.Height, 1, 1, Enums.BandFormat.Double), null);
            }

            using var source = Source.NewFromFile(path);
            using var image = Open(source);
            var planes = image.Contains("n-pages") ? (int)image.Get("n-pages") : 1;
            return (new TileShape(image.Width, image.Height, image.Bands, planes, image.Format), null);
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return (null, ReasonOf(e));
        }
    }

    /// <summary>Reads all pixels of an image into its place among others.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="shape">The shape that it had when it was looked at.</param>
    /// <param name="rows">Where it goes.</param>
    /// <param name="column">The column of the place.</param>
    /// <returns>Null, or why its pixels cannot be read; its place may hold some of them then.</returns>
    public static string? Read(string path, TileShape shape, TileRow rows, int column)
    {
        try
        {
            using var source = Source.NewFromFile(path);
            using var image = Open(source);
            if (image.Width != shape.Width || image.Height != shape.Height || image.Bands != shape.Bands || image.Format != shape.Format)
            {
                return "it has changed while the montage was made";
            }

            var pixels = image.WriteToMemory(out _);
            try
            {
                rows.Fill(column, pixels);
            }
            finally
            {
                global::NetVips.NetVips.Free(pixels);
            }

            return null;
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return ReasonOf(e);
        }
    }

    private static Image Open(Source source) => Image.TiffloadSource(source, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);

    private static bool IsOfFile(Exception e) => e is VipsException or IOException or UnauthorizedAccessException;

    private static string ReasonOf(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "not there",
        UnauthorizedAccessException => "it may not be read",
        VipsException => VipsFault.TextOf(e),
        _ => e.Message,
    };
}
