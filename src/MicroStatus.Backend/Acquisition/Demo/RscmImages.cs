using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Images of the demo lab's ribbon scanners.</summary>
internal static class RscmImages
{
    /// <summary>A ribbon's file.</summary>
    /// <param name="ribbon">The ribbon.</param>
    /// <returns>Its bytes, cut where the file breaks off.</returns>
    public static byte[] Ribbon(DemoContent.Ribbon ribbon)
    {
        var scenario = ribbon.Scenario;
        var pixels = new ushort[scenario.Width * scenario.Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            // A ribbon is a stripe of the layer; the columns lie one below the other.
            var x = (i % scenario.Width) / (double)scenario.Width;
            var y = (ribbon.Column + ((i / scenario.Width) / (double)scenario.Height)) / scenario.Ribbons;
            pixels[i] = DemoSpecimen.Light(x, y, (ribbon.Layer + 0.5) / scenario.Layers, ribbon.Colour);
        }

        var file = DemoTiff.Write(big: false, scenario.Width, scenario.Height, pixelSize: null, [pixels]);
        return file[..(int)(file.Length * ribbon.Kept)];
    }
}
