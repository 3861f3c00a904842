namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What a dataset's folder holds, by name.</summary>
internal sealed class DatasetFolder
{
    private readonly Dictionary<string, TileState> _tiles = new(StringComparer.Ordinal);

    /// <summary>The tiles as listed: what is there, not yet what it says.</summary>
    public IReadOnlyCollection<TileState> Tiles => _tiles.Values;

    /// <summary>OME-Zarr groups, by name.</summary>
    public List<string> Groups { get; } = [];

    /// <summary>Files that may be acquisition tables, by name.</summary>
    public List<string> Tables { get; } = [];

    /// <summary>Adds a tile's image or its metadata.</summary>
    /// <param name="place">The tile.</param>
    /// <param name="isImage">True for the image, false for the metadata.</param>
    public void Add(TilePlace place, bool isImage)
    {
        var tile = _tiles.GetValueOrDefault(place.Name) ?? new TileState { Place = place };
        _tiles[place.Name] = isImage ? tile with { HasImage = true } : tile with { HasMetadata = true };
    }
}
