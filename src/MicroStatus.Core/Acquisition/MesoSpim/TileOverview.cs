namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What one walk over a dataset's tiles adds up to.</summary>
internal sealed class TileOverview
{
    private readonly HashSet<string> _channels = new(StringComparer.Ordinal);
    private readonly HashSet<int> _shutters = [];
    private readonly HashSet<int> _rotations = [];
    private bool _hasBtf;
    private bool _hasZarr;

    public TileOverview(IReadOnlyList<TileState> tiles)
    {
        foreach (var tile in tiles)
        {
            Add(tile.Place);
            Add(tile.Metadata);
            Finished += tile.IsComplete ? 1 : 0;
            Newest = Later(Newest, tile);
            Growing = tile.HasStopped ? Growing : Later(Growing, tile);
        }

        var channels = new List<string>(_channels);
        channels.Sort(TileOrder.Channels);
        Channels = channels;
        Shutters = Sorted(_shutters);
        Rotations = Sorted(_rotations);
    }

    /// <summary>Tiles that are over and whole.</summary>
    public int Finished { get; private set; }

    /// <summary>The tile that changed last; null without a tile.</summary>
    public TileState? Newest { get; private set; }

    /// <summary>The tile being written: the newest of those that are not over; null when there is none.</summary>
    public TileState? Growing { get; private set; }

    /// <summary>Channels, shortest wavelength first.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Shutters, ascending.</summary>
    public IReadOnlyList<int> Shutters { get; }

    /// <summary>Rotations in degrees, ascending.</summary>
    public IReadOnlyList<int> Rotations { get; }

    /// <summary>There are several shutters or rotations, so that they are named.</summary>
    public bool HasSeveral => _shutters.Count > 1 || _rotations.Count > 1;

    /// <summary><c>btf</c>, <c>ome-zarr</c>, both, or null without a tile.</summary>
    public string? Format => (_hasBtf, _hasZarr) switch
    {
        (true, true) => "btf, ome-zarr",
        (true, false) => "btf",
        (false, true) => "ome-zarr",
        _ => null,
    };

    /// <summary>Pixel size in µm, as the first tile that tells writes it.</summary>
    public string? PixelSize { get; private set; }

    /// <summary>Distance of the planes in µm without its sign, as the first tile that tells writes it.</summary>
    public string? ZStep { get; private set; }

    /// <summary>The microscope.</summary>
    public string? Instrument { get; private set; }

    /// <summary>The refractive index, as written.</summary>
    public string? RefractiveIndex { get; private set; }

    /// <summary>When the first image of all was taken, lab-local.</summary>
    public DateTime? Started { get; private set; }

    /// <summary>When the last image of all was taken, lab-local.</summary>
    public DateTime? Stopped { get; private set; }

    private void Add(TilePlace place)
    {
        _hasBtf |= place.Format == TileFormat.Btf;
        _hasZarr |= place.Format == TileFormat.OmeZarr;
        _channels.Add(place.Id.Channel);
        _shutters.Add(place.Id.Shutter);
        _rotations.Add(place.Id.Rotation);
    }

    private void Add(TileMetadata? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        PixelSize ??= metadata.PixelSize;
        ZStep ??= metadata.ZStep?.TrimStart('-', '+');
        Instrument ??= metadata.Instrument;
        RefractiveIndex ??= metadata.RefractiveIndex;
        if (metadata.StartedImages is { } started && (Started is null || started < Started))
        {
            Started = started;
        }

        if (metadata.StoppedImages is { } stopped && (Stopped is null || stopped > Stopped))
        {
            Stopped = stopped;
        }
    }

    private static List<int> Sorted(HashSet<int> values)
    {
        var sorted = new List<int>(values);
        sorted.Sort();
        return sorted;
    }

    // Times of a coarse file system are often equal: the larger index is the later tile then.
    private static TileState Later(TileState? latest, TileState tile)
    {
        if (latest is null)
        {
            return tile;
        }

        var difference = (tile.Newest ?? DateTimeOffset.MinValue).CompareTo(latest.Newest ?? DateTimeOffset.MinValue);
        return difference > 0 || (difference == 0 && tile.Place.Id.Tile > latest.Place.Id.Tile) ? tile : latest;
    }
}
