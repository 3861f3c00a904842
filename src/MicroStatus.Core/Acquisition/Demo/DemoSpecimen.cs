namespace MicroStatus.Acquisition.Demo;

/// <summary>What the demo lab's microscopes see: a bright body with vessels, the same in every run.</summary>
public static class DemoSpecimen
{
    private const int Background = 110;

    /// <summary>The light at a place.</summary>
    /// <param name="x">Place across, 0…1 of what is imaged.</param>
    /// <param name="y">Place down, 0…1 of what is imaged.</param>
    /// <param name="z">Depth, 0…1 of what is imaged.</param>
    /// <param name="wavelength">The colour, nm: each shows something else.</param>
    /// <returns>A value of a 16-bit camera.</returns>
    public static ushort Light(double x, double y, double z, int wavelength)
    {
        var (dx, dy, dz) = (x - 0.5, y - 0.5, z - 0.5);
        var inside = 1 - (((dx * dx) + (dy * dy) + (dz * dz)) / 0.22);
        var noise = ((int)(x * 9973) * 31) + ((int)(y * 9967) * 17) + ((int)(z * 997) * 7) + wavelength;
        var grain = (noise & 0x7fffffff) % 23;
        if (inside <= 0)
        {
            return (ushort)(Background + grain);
        }

        var vessels = 0.5 + (0.5 * Math.Sin((x * 19) + (wavelength / 50d)) * Math.Cos((y * 23) + (z * 5)));
        return (ushort)(Background + grain + (inside * (600 + (2400 * vessels))));
    }
}
