using MicroStatus.Configuration;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>mesoSPIM light-sheet microscopes: tiles as BigTIFF or OME-Zarr, each with its metadata (lab.md §4).</summary>
public sealed class MesoSpimInstrument : IInstrument
{
    private readonly MesoSpimSettings _settings;
    private readonly TileNameParser _names;
    private readonly TileListing _listing;
    private readonly MesoSpimLook _look;
    private readonly MesoSpimFacts _facts;
    private readonly MesoSpimMemoryCodec _codec;
    private readonly TileSize _size;
    private readonly MesoSpimTileSets _tiles;

    /// <summary>Creates the instrument.</summary>
    /// <param name="settings">How tiles are named and judged.</param>
    /// <param name="discovery">Files that never count, and how far folder times are trusted.</param>
    /// <param name="tree">The store.</param>
    /// <param name="headers">Reads the heads of tiles.</param>
    public MesoSpimInstrument(MesoSpimSettings settings, DiscoverySettings discovery, IFileTree tree, ITiffHeaderReader headers)
    {
        _settings = settings;
        _names = new TileNameParser(settings);
        _listing = new TileListing(settings, new StrayFiles(discovery.StrayFiles), _names);
        _look = new MesoSpimLook(settings, discovery, tree, headers, _listing, _names);
        _facts = new MesoSpimFacts(settings);
        _codec = new MesoSpimMemoryCodec(settings, discovery);
        _size = new TileSize(headers);
        _tiles = new MesoSpimTileSets(settings, tree, _look);
    }

    /// <inheritdoc/>
    public string Modality => "mesospim";

    /// <inheritdoc/>
    public string Folder => _settings.Folder;

    /// <inheritdoc/>
    public string Unit => "tile";

    /// <inheritdoc/>
    public bool HasProjections => true;

    /// <inheritdoc/>
    public TimeSpan QuietTime => _settings.QuietTime;

    /// <inheritdoc/>
    public TimeSpan ProgressTimeout => _settings.ProgressTimeout;

    /// <inheritdoc/>
    public bool MayHoldDatasets(string name) => !name.EndsWith(_settings.ZarrEnding, StringComparison.Ordinal) && !IsProductFolder(name);

    /// <inheritdoc/>
    /// <remarks>
    /// A tile's image or metadata makes a dataset; metadata is written when the first tile starts. A zarr group alone does not: such a folder
    /// may as well be an export that somebody put beside datasets, which must stay visible. A zarr group's own folder is never a dataset.
    /// </remarks>
    public bool IsDataset(string name, IReadOnlyList<FolderEntry> entries) =>
        !name.EndsWith(_settings.ZarrEnding, StringComparison.Ordinal) && entries.Any(_listing.IsTileFile);

    /// <inheritdoc/>
    /// <exception cref="StatusException"><c>TilePatternTooSlow</c> or <c>RefractiveIndexPatternTooSlow</c>: a pattern of the settings does not come to an end.</exception>
    public ImagingObservation Observe(ObservationRequest request, CancellationToken cancellationToken)
    {
        var before = _codec.Decode(request.Memory);
        var look = _look.Take(request, before, cancellationToken);
        var memory = _codec.Encode(look);
        return _facts.Observe(look, request) with
        {
            FullListing = request.FullListing || before is null,
            Changed = before is null || !MesoSpimMemoryCodec.Facts(memory).SequenceEqual(MesoSpimMemoryCodec.Facts(request.Memory)),
            Memory = request.Memory is { } same && memory.AsSpan().SequenceEqual(same) ? same : memory,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="StatusException">As <see cref="Observe"/>.</exception>
    public IReadOnlyList<TileSet> ReadTiles(string path, DateTimeOffset now, CancellationToken cancellationToken) => _tiles.Read(path, now, cancellationToken);

    /// <inheritdoc/>
    public Tile? NameTile(string path) => _names.TryParse(Path.GetFileName(path), out var id)
        ? new Tile
        {
            Index = id.Tile,
            Channel = id.Channel,
            Shutter = id.Shutter,
            Rotation = id.Rotation,
            Path = path,
            IsProjection = Path.GetFileName(path).StartsWith(_settings.ProjectionPrefix, StringComparison.Ordinal),
        }
        : null;

    /// <inheritdoc/>
    public long? MeasureUnit(string path, byte[] memory) => _codec.Decode(memory) is { } before ? _size.Measure(path, before) : null;

    private bool IsProductFolder(string name) =>
        name == _settings.Processing.DeconFolder || name == _settings.Processing.ImsFolder || name == _settings.Processing.ProjectionMontageFolder;
}
