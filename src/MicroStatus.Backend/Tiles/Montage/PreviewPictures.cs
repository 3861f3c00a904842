using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Makes PNG pictures of previews, some rows at a time.</summary>
internal static class PreviewPictures
{
    private const int Rows = 64;

    /// <summary>Writes the grey picture of a channel.</summary>
    /// <param name="preview">The channel, stretched.</param>
    /// <param name="path">The file.</param>
    /// <param name="pixelSize">Edge of the preview's pixel in µm; null when unknown.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static void WriteGrey(Preview preview, string path, double? pixelSize, CancellationToken cancellationToken)
    {
        var shades = new byte[Rows * preview.Width];
        var row = 0;
        Pictures.WritePng(path, preview.Width, preview.Height, 1, pixelSize, Next, cancellationToken);

        ReadOnlyMemory<byte> Next()
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = shades.AsMemory(0, Math.Min(Rows, preview.Height - row) * preview.Width);
            preview.Shade(row, part.Span);
            row += Rows;
            return part;
        }
    }

    /// <summary>Writes the picture of all channels: their colours are added; those of one colour show the brighter one.</summary>
    /// <param name="previews">The channels, stretched, of one size.</param>
    /// <param name="colors">Their colours.</param>
    /// <param name="path">The file.</param>
    /// <param name="pixelSize">Edge of the preview's pixel in µm; null when unknown, and there is no scale bar then.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static void WriteColor(
        IReadOnlyList<Preview> previews, IReadOnlyList<EmissionColor> colors, string path, double? pixelSize, CancellationToken cancellationToken)
    {
        var (width, height) = (previews[0].Width, previews[0].Height);
        var bar = ScaleBar.Of(pixelSize, width) is { } length ? ScaleBarPicture.Of(length, width, height) : null;
        var groups = previews.Zip(colors).GroupBy(channel => channel.Second, channel => channel.First).Select(group => (Light: new ColorTable(group.Key), Previews: group.ToList())).ToList();
        var (brightest, shades, rgb) = (new byte[Rows * width], new byte[Rows * width], new byte[Rows * width * 3]);
        var row = 0;
        Pictures.WritePng(path, width, height, 3, pixelSize, Next, cancellationToken);

        ReadOnlyMemory<byte> Next()
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pixels = Math.Min(Rows, height - row) * width;
            Array.Clear(rgb);
            foreach (var (light, members) in groups)
            {
                members[0].Shade(row, brightest.AsSpan(0, pixels));
                foreach (var member in members.Skip(1))
                {
                    member.Shade(row, shades.AsSpan(0, pixels));
                    KeepBrighter(brightest.AsSpan(0, pixels), shades);
                }

                light.Add(brightest.AsSpan(0, pixels), rgb);
            }

            bar?.Draw(rgb, row, pixels / width);
            row += Rows;
            return rgb.AsMemory(0, pixels * 3);
        }
    }

    private static void KeepBrighter(Span<byte> brightest, ReadOnlySpan<byte> shades)
    {
        for (var i = 0; i < brightest.Length; i++)
        {
            brightest[i] = Math.Max(brightest[i], shades[i]);
        }
    }
}
