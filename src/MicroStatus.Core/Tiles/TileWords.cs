using System.Globalization;

namespace MicroStatus.Tiles;

/// <summary>How a tile is named to a person.</summary>
public static class TileWords
{
    /// <summary>A tile within a sentence: <c>tile 7</c>, <c>ribbon 3 of layer 12</c>, or the file's name where it has no number.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>The words.</returns>
    public static string Of(Tile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        var words = tile switch
        {
            { Index: { } index, Z: { } layer } => Text($"ribbon {index} of layer {layer}"),
            { Index: { } index } => Text($"tile {index}"),
            { Z: { } layer } => Text($"layer {layer}"),
            _ => Path.GetFileName(tile.Path) ?? "a tile",
        };
        return tile.IsProjection ? "the projection of " + words : words;
    }

    /// <summary>The same at the beginning of a sentence, with the channel; a projection is named as such.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>The words.</returns>
    public static string Start(Tile tile)
    {
        var words = Of(tile);
        var channel = tile.Channel is null ? string.Empty : $", channel {tile.Channel}";
        return tile.Index is null && tile.Z is null
            ? words
            : char.ToUpperInvariant(words[0]) + words[1..] + channel;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
