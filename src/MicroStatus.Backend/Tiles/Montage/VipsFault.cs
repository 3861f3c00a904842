namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>What libvips says when something fails, in a line.</summary>
internal static class VipsFault
{
    /// <summary>The cause alone.</summary>
    /// <param name="fault">The error; its later lines tell the cause.</param>
    /// <returns>One line.</returns>
    public static string TextOf(Exception fault)
    {
        var lines = fault.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[1] : fault.Message.Trim();
    }
}
