namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>The order in which tiles are named to a person: by set, then by index; channels sort as numbers.</summary>
internal sealed class TileOrder : IComparer<TileName>, IComparer<TileSetName>
{
    public static readonly TileOrder Instance = new();

    public static readonly IComparer<string> Channels = Comparer<string>.Create(CompareChannels);

    private TileOrder()
    {
    }

    public int Compare(TileName? x, TileName? y)
    {
        if (x is null || y is null)
        {
            return x is null ? y is null ? 0 : -1 : 1;
        }

        var sets = Compare(x.Set, y.Set);
        return sets != 0 ? sets : x.Tile.CompareTo(y.Tile);
    }

    public int Compare(TileSetName? x, TileSetName? y)
    {
        if (x is null || y is null)
        {
            return x is null ? y is null ? 0 : -1 : 1;
        }

        var channels = CompareChannels(x.Channel, y.Channel);
        if (channels != 0)
        {
            return channels;
        }

        var shutters = x.Shutter.CompareTo(y.Shutter);
        return shutters != 0 ? shutters : x.Rotation.CompareTo(y.Rotation);
    }

    private static int CompareChannels(string x, string y)
    {
        // Digits of the same value may be as long as a file name: compare by length first, never by parsing.
        var left = Digits(x);
        var right = Digits(y);
        var lengths = left.Length.CompareTo(right.Length);
        if (lengths != 0)
        {
            return lengths;
        }

        var digits = left.CompareTo(right, StringComparison.Ordinal);
        return digits != 0 ? digits : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> Digits(string channel)
    {
        var end = channel.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return channel.AsSpan(0, end < 0 ? channel.Length : end).TrimStart('0');
    }
}
