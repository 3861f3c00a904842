using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>What each shade of a channel adds to a picture in colour.</summary>
internal sealed class ColorTable
{
    private readonly byte[] _red;
    private readonly byte[] _green;
    private readonly byte[] _blue;

    /// <summary>Creates the table of a colour.</summary>
    /// <param name="color">The colour.</param>
    public ColorTable(EmissionColor color)
    {
        _red = Of(color.Red);
        _green = Of(color.Green);
        _blue = Of(color.Blue);
    }

    /// <summary>Adds a channel's light; more than white is white.</summary>
    /// <param name="shades">The channel.</param>
    /// <param name="rgb">The picture: three bytes a pixel.</param>
    public void Add(ReadOnlySpan<byte> shades, Span<byte> rgb)
    {
        for (var i = 0; i < shades.Length; i++)
        {
            var pixel = rgb.Slice(i * 3, 3);
            var shade = shades[i];
            pixel[0] = (byte)Math.Min(255, pixel[0] + _red[shade]);
            pixel[1] = (byte)Math.Min(255, pixel[1] + _green[shade]);
            pixel[2] = (byte)Math.Min(255, pixel[2] + _blue[shade]);
        }
    }

    private static byte[] Of(double share) => [.. Enumerable.Range(0, 256).Select(shade => (byte)Math.Round(shade * share))];
}
