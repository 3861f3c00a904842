using System.Text.Json;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>Ribbon-scanning confocal microscopes (lab.md §3).</summary>
public sealed class RscmInstrument : IInstrument
{
    private readonly RscmSettings _settings;
    private readonly DiscoverySettings _discovery;
    private readonly LabTime _time;
    private readonly IFileTree _files;
    private readonly ITiffHeaderReader _headers;
    private readonly RscmNames _names;

    /// <summary>Creates the instrument.</summary>
    /// <param name="settings">All settings; the RSCM and discovery parts are used.</param>
    /// <param name="files">The store.</param>
    /// <param name="headers">TIFF heads.</param>
    public RscmInstrument(StatusSettings settings, IFileTree files, ITiffHeaderReader headers)
    {
        _settings = settings.Rscm;
        _discovery = settings.Discovery;
        _time = LabTime.Of(settings.Lab);
        _files = files;
        _headers = headers;
        _names = new RscmNames(settings.Rscm, new StrayFiles(settings.Discovery.StrayFiles));
    }

    /// <inheritdoc/>
    public string Modality => "rscm";

    /// <inheritdoc/>
    public string Folder => _settings.Folder;

    /// <inheritdoc/>
    public string Unit => "ribbon";

    /// <inheritdoc/>
    public TimeSpan QuietTime => _settings.QuietTime;

    /// <inheritdoc/>
    public TimeSpan ProgressTimeout => _settings.ProgressTimeout;

    /// <inheritdoc/>
    public bool IsDataset(string name, IReadOnlyList<FolderEntry> entries) =>
        _names.IsDataset(name)
        && entries.Any(entry => entry.Kind == EntryKind.File && string.Equals(entry.Name, _settings.MetadataFile, StringComparison.Ordinal));

    /// <inheritdoc/>
    public bool MayHoldDatasets(string name) => _names.LayerNumber(name) is null;

    /// <inheritdoc/>
    public ImagingObservation Observe(ObservationRequest request, CancellationToken cancellationToken)
    {
        var state = RscmState.Read(request.Memory);
        var look = new RscmLook(_settings, _discovery, _names, _files, _headers, request, state);
        look.Run(cancellationToken);
        var totals = RscmTotals.Of(state);
        var findings = FindingsOf(state, request.Now);
        var memory = state.Write();
        return new ImagingObservation
        {
            UnitsFinished = totals.RibbonsFinished,
            UnitsTotal = totals.RibbonsTotal,
            Complete = totals.IsComplete,
            FullListing = request.FullListing,
            NewestChange = look.NewestTicks == 0 ? null : new DateTimeOffset(look.NewestTicks, TimeSpan.Zero),
            Changed = look.Changed || request.Memory is null,
            Findings = findings,
            Where = totals.CurrentLayer is { } layer ? FormattableString.Invariant($"z-layer {layer}") : null,
            Differences = totals.Differences,
            Names = totals.Names,
            Fields = FieldsOf(state, totals),
            Memory = request.Memory is not null && memory.AsSpan().SequenceEqual(request.Memory) ? request.Memory : memory,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<TileSet> ReadTiles(string path, DateTimeOffset now, CancellationToken cancellationToken) =>
        new RscmTileSets(_settings, _names, _files).Read(path, now, cancellationToken);

    /// <inheritdoc/>
    public Tile? NameTile(string path)
    {
        var name = Path.GetFileName(path);
        if (!_names.IsRibbon(name) || _names.Column(name) is not { } column)
        {
            return null;
        }

        // <layer>/<colour>/images/<ribbon>; a ribbon elsewhere has its number alone.
        var colour = Path.GetDirectoryName(Path.GetDirectoryName(path));
        var isInPlace = Path.GetFileName(colour) is { Length: > 0 } colourName && _names.IsColour(colourName);
        return new Tile
        {
            Index = column,
            Channel = isInPlace ? Path.GetFileName(colour) : null,
            Z = isInPlace && Path.GetFileName(Path.GetDirectoryName(colour)) is { } layer ? _names.LayerNumber(layer) : null,
            Planes = 1,
            Path = path,
        };
    }

    /// <inheritdoc/>
    public long? MeasureUnit(string path, byte[] memory) => new RibbonSize(_settings, _names, _files).Measure(path, RscmState.Read(memory));

    private List<AttentionReason> FindingsOf(RscmState state, DateTimeOffset now)
    {
        var findings = new List<AttentionReason>();
        var isSettled = state.MetadataTicks == 0 || now.UtcTicks - state.MetadataTicks >= _settings.SettleTime.Ticks;
        if (state.Metadata?.Problem is { } problem && isSettled)
        {
            findings.Add(AttentionReason.Of(
                AttentionKind.Metadata,
                _settings.MetadataFile,
                $"{_settings.MetadataFile} {problem}.",
                "Restore it from the microscope's computer.") with
            {
                Names = [_settings.MetadataFile],
            });
        }

        foreach (var layer in state.Layers)
        {
            foreach (var colour in layer.Colours)
            {
                foreach (var broken in colour.Broken)
                {
                    findings.Add(AttentionReason.Of(
                        AttentionKind.BrokenFile,
                        string.Join('/', layer.Folder, colour.Name, _settings.ImagesFolder, broken.File),
                        FormattableString.Invariant($"Broken TIFF in layer {layer.Number}, colour {colour.Name}: {broken.File} ({broken.Fault})."),
                        "Copy it again from the microscope or image the layer again.") with
                    {
                        Names = [broken.File],
                        Where = FormattableString.Invariant($"z-layer {layer.Number}, colour {colour.Name}"),
                    });
                }
            }
        }

        return findings;
    }

    private Dictionary<DatasetField, object?> FieldsOf(RscmState state, RscmTotals totals)
    {
        var fields = new Dictionary<DatasetField, object?>
        {
            [DatasetField.RibbonsFinished] = (long)totals.RibbonsFinished,
            [DatasetField.ImagingSummary] = SummaryOf(state, totals),
        };
        void Add(DatasetField field, object? value)
        {
            if (value is not null)
            {
                fields[field] = value;
            }
        }

        Add(DatasetField.Channels, totals.Colours.Count == 0 ? null : (long)totals.Colours.Count);
        Add(DatasetField.ZLayersTotal, (long?)state.Metadata?.LayerCount);
        Add(DatasetField.ZLayersCurrent, (long?)totals.CurrentLayer);
        Add(DatasetField.ZLayersChecked, (long?)totals.CheckedLayer);
        Add(DatasetField.RibbonsTotal, (long?)totals.RibbonsTotal);
        Add(DatasetField.InstrumentId, state.Metadata?.Device);
        Add(DatasetField.ImagingStart, TimeOf(state.FirstRibbonTicks));
        Add(DatasetField.ImagingEnd, totals.IsComplete ? TimeOf(state.LastRibbonTicks) : null);
        return fields;
    }

    private string? TimeOf(long ticks) => ticks == 0 ? null : _time.Write(new DateTimeOffset(ticks, TimeSpan.Zero));

    private static string SummaryOf(RscmState state, RscmTotals totals)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("colours");
            foreach (var colour in totals.Colours)
            {
                json.WriteStringValue(colour);
            }

            json.WriteEndArray();
            if (state.Metadata?.RibbonsPerLayer is { } ribbons)
            {
                json.WriteNumber("ribbonsPerLayer", ribbons);
            }

            json.WriteNumber("layersComplete", totals.LayersComplete);
            json.WriteNumber("brokenFiles", state.Layers.Sum(layer => layer.Colours.Sum(colour => colour.Broken.Count)));
            json.WriteStartArray("differences");
            foreach (var difference in totals.Differences)
            {
                json.WriteStringValue(difference);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
