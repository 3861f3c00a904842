using MicroStatus.Tiles;
using NetVips;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Reads the images of tiles.</summary>
internal static class TileImages
{
    private static readonly TiffFiles Files = new();

    /// <summary>Looks at an image's directories, and at no pixel.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Its shape; or, where it does not open, why.</returns>
    public static (TileShape? Shape, string? Fault) Look(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = Files.Examine(path, TiffDepth.Directories, cancellationToken);
            return file switch
            {
                { Faults: [var fault, ..] } => (null, fault.Text),
                { Shape: { } shape, Planes: { } planes } => (new TileShape(shape, planes), null),
                _ => (null, "no image in it"),
            };
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return (null, ReasonOf(e));
        }
    }

    /// <summary>Reads all pixels of an image into its place among others.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="shape">The shape that it had when it was looked at.</param>
    /// <param name="type">Type of a pixel.</param>
    /// <param name="rows">Where it goes.</param>
    /// <param name="column">The column of the place.</param>
    /// <returns>Null, or why its pixels cannot be read; its place may hold some of them then.</returns>
    public static string? Read(string path, TileShape shape, PixelType type, TileRow rows, int column)
    {
        try
        {
            return PlainTile.TryRead(path, shape, type, rows, column) ? null : Decode(path, shape, type, rows, column);
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return ReasonOf(e);
        }
    }

    private static string? Decode(string path, TileShape shape, PixelType type, TileRow rows, int column)
    {
        using var source = Source.NewFromFile(path);
        using var image = Image.TiffloadSource(source, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        if (image.Width != shape.Width || image.Height != shape.Height || image.Bands != 1 || image.Format != type.Format)
        {
            return $"it decodes to {image.Width} × {image.Height} × {image.Bands} {image.Format}, and is {shape} by its directory";
        }

        var pixels = image.WriteToMemory(out _);
        try
        {
            rows.Fill(column, pixels);
            return null;
        }
        finally
        {
            global::NetVips.NetVips.Free(pixels);
        }
    }

    private static bool IsOfFile(Exception e) => e is VipsException or IOException or UnauthorizedAccessException;

    private static string ReasonOf(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => TileSurvey.Absent,
        UnauthorizedAccessException => "it may not be read",
        VipsException => VipsFault.TextOf(e),
        _ => e.Message,
    };
}
