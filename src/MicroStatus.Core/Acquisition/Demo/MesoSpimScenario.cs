namespace MicroStatus.Acquisition.Demo;

/// <summary>A dataset of a mesoSPIM light-sheet microscope (lab.md §4).</summary>
public sealed record MesoSpimScenario : DemoScenario
{
    /// <summary>Rows of the stage's grid.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the stage's grid.</summary>
    public required int Columns { get; init; }

    /// <summary>The channels.</summary>
    public required IReadOnlyList<DemoChannel> Channels { get; init; }

    /// <summary>The microscope, for example <c>mesoSPIM 1</c>.</summary>
    public required string Instrument { get; init; }

    /// <summary>Shutters used one after the other: 0 left, 1 right.</summary>
    public IReadOnlyList<int> Shutters { get; init; } = [0];

    /// <summary>Magnification as in names, without the <c>x</c>.</summary>
    public string Magnification { get; init; } = "4";

    /// <summary>Edge of a pixel, µm.</summary>
    public double PixelSize { get; init; } = 1.53;

    /// <summary>Step between planes, µm; negative when the stage goes down.</summary>
    public double ZStep { get; init; } = 5;

    /// <summary>Planes a tile.</summary>
    public int Planes { get; init; } = 4;

    /// <summary>Pixels a row, and rows, of a plane.</summary>
    public int Size { get; init; } = 32;

    /// <summary>Pixels of the camera that make one of the image, in each direction.</summary>
    public int Binning { get; init; } = 1;

    /// <summary>Refractive index in the name of the ETL file; null: none.</summary>
    public string? RefractiveIndex { get; init; }

    /// <summary>An acquisition table lies there from the first minute.</summary>
    public bool Table { get; init; }

    /// <summary>Written as OME-Zarr rather than BigTIFF.</summary>
    public bool Zarr { get; init; }

    /// <summary>Written by an older version of the program: no CR, projections end in <c>.tiff</c>.</summary>
    public bool OlderProgram { get; init; }

    /// <summary>Metadata is written in Windows-1252 rather than UTF-8.</summary>
    public bool WindowsText { get; init; }

    /// <summary>The tile, in the order of imaging from 0, that is aborted half-way; null: none.</summary>
    public int? AbortedTile { get; init; }

    /// <summary>The tile, in the order of imaging from 0, whose metadata breaks off and which never ends; null: none.</summary>
    public int? BrokenTile { get; init; }

    /// <inheritdoc/>
    public override string Modality => "mesospim";

    /// <summary>The OME-Zarr group.</summary>
    public string GroupName => $"{Name}_Mag{Magnification}x_{string.Join('_', Channels.Select(c => "Ch" + c.Name))}.ome.zarr";

    /// <summary>All tiles of the plan in the order of imaging: for each position its channels, for each of these its shutters.</summary>
    /// <returns>The tiles.</returns>
    public IEnumerable<DemoTile> Tiles() =>
        from index in Enumerable.Range(0, Rows * Columns)
        from channel in Channels
        from shutter in Shutters
        select new DemoTile(index, index % Rows, index / Rows, channel, shutter);

    /// <summary>A tile's image: a file, or a folder in the OME-Zarr group; relative to the dataset's folder.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>The path, with <c>/</c>.</returns>
    public string TilePath(DemoTile tile) => Zarr
        ? $"{GroupName}/Mag{Magnification}_{tile.Label}.ome.zarr"
        : $"{Name}_Mag{Magnification}x_{tile.Label}.btf";

    /// <summary>A tile's metadata file.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>The name.</returns>
    public string MetadataName(DemoTile tile) => FlatName(tile) + "_meta.txt";

    /// <summary>A tile's maximum projection.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>The name.</returns>
    public string ProjectionName(DemoTile tile) => $"MAX_{FlatName(tile)}{(OlderProgram ? ".tiff" : ".tif")}";

    /// <inheritdoc/>
    protected override IEnumerable<DemoWrite> Writes()
    {
        if (Table)
        {
            yield return new DemoWrite("acq_table.csv", Begin, new DemoContent.AcquisitionTable(this));
        }

        if (Zarr)
        {
            yield return new DemoWrite($"{GroupName}/zarr.json", Begin, new DemoContent.ZarrGroup());
            yield return new DemoWrite($"{GroupName}.xml", Begin, new DemoContent.ZarrOverview(this));
        }

        var order = 0;
        foreach (var (tile, at) in Tiles().Zip(Slots()))
        {
            foreach (var write in OneTile(tile, at.Begin, at.End, order == AbortedTile, order == BrokenTile))
            {
                yield return write;
            }

            order++;
        }
    }

    private IEnumerable<DemoWrite> OneTile(DemoTile tile, double begin, double end, bool aborted, bool broken)
    {
        var planes = aborted || broken ? Planes / 2 : Planes;
        var projection = ProjectionName(tile);
        yield return new DemoWrite(MetadataName(tile), begin, new DemoContent.TileMetadata(this, tile, broken ? 0.4 : 1));
        yield return new DemoWrite(projection, begin, new DemoContent.Projection(this, tile, 0));
        foreach (var write in Zarr ? ZarrImages(tile, planes, begin, end) : BigTiffImages(tile, planes, begin, end))
        {
            yield return write;
        }

        if (!broken)
        {
            yield return new DemoWrite(projection, end, new DemoContent.Projection(this, tile, planes));
            yield return new DemoWrite(MetadataName(tile), end, new DemoContent.TileTiming(this, tile));
        }
    }

    private IEnumerable<DemoWrite> BigTiffImages(DemoTile tile, int planes, double begin, double end)
    {
        for (var plane = 1; plane <= planes; plane++)
        {
            yield return new DemoWrite(TilePath(tile), PlaneMinute(plane, planes, begin, end), new DemoContent.TilePlanes(this, tile, plane));
        }
    }

    private IEnumerable<DemoWrite> ZarrImages(DemoTile tile, int planes, double begin, double end)
    {
        var path = TilePath(tile);
        yield return new DemoWrite($"{path}/zarr.json", begin, new DemoContent.ZarrTile(this, tile));
        for (var level = 0; level < 2; level++)
        {
            yield return new DemoWrite($"{path}/{level}/zarr.json", begin, new DemoContent.ZarrArray(this, level));
            for (var plane = 0; plane < planes >> level; plane++)
            {
                var minute = PlaneMinute((plane + 1) << level, planes, begin, end);
                yield return new DemoWrite($"{path}/{level}/c/{plane}/0/0", minute, new DemoContent.ZarrChunk(this, tile, level, plane));
            }
        }
    }

    private static double PlaneMinute(int plane, int planes, double begin, double end) =>
        plane == planes ? end : begin + ((end - begin) * plane / planes);

    private string FlatName(DemoTile tile) => TilePath(tile).Replace('/', '_');
}
