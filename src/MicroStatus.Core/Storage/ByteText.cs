using System.Globalization;

namespace MicroStatus.Storage;

/// <summary>Bytes as people read them.</summary>
public static class ByteText
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>Bytes in the unit that suits them; a thousand of one is one of the next.</summary>
    /// <param name="bytes">Bytes; may be negative.</param>
    /// <returns>For example <c>4.2 GB</c>.</returns>
    public static string Of(double bytes)
    {
        var unit = 0;
        while (Math.Abs(bytes) >= 1000 && unit < Units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {Units[unit]}");
    }
}
