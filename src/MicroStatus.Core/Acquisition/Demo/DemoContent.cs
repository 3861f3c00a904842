namespace MicroStatus.Acquisition.Demo;

/// <summary>What a file of a demo lab holds; turned into bytes by the writers.</summary>
public abstract record DemoContent
{
    private DemoContent()
    {
    }

    /// <summary>A file that people's machines leave, of no meaning to anyone.</summary>
    public sealed record Stray : DemoContent;

    /// <summary>A ribbon: one plane, uint16.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Layer">The z-layer.</param>
    /// <param name="Colour">The colour, nm.</param>
    /// <param name="Column">The ribbon's number in its layer and colour.</param>
    /// <param name="Kept">The part of the file that is there, 0…1; 1 is a whole ribbon.</param>
    public sealed record Ribbon(RscmScenario Scenario, int Layer, int Colour, int Column, double Kept) : DemoContent;

    /// <summary>The dataset's <c>vs_series.dat</c>.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Kept">The part of the file that is there, 0…1.</param>
    public sealed record Series(RscmScenario Scenario, double Kept) : DemoContent;

    /// <summary>A layer's <c>vs_slm_series.dat</c>.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Layer">The z-layer.</param>
    public sealed record LayerSeries(RscmScenario Scenario, int Layer) : DemoContent;

    /// <summary>A tile as BigTIFF, as far as it has come.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Tile">The tile.</param>
    /// <param name="Planes">Planes written so far.</param>
    public sealed record TilePlanes(MesoSpimScenario Scenario, DemoTile Tile, int Planes) : DemoContent;

    /// <summary>A tile's maximum projection.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Tile">The tile.</param>
    /// <param name="Planes">Planes projected; none leaves the empty file that a tile in progress has.</param>
    public sealed record Projection(MesoSpimScenario Scenario, DemoTile Tile, int Planes) : DemoContent;

    /// <summary>A tile's metadata as it is when the tile starts.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Tile">The tile.</param>
    /// <param name="Kept">The part of the file that is there, 0…1.</param>
    public sealed record TileMetadata(MesoSpimScenario Scenario, DemoTile Tile, double Kept) : DemoContent;

    /// <summary>The times that are appended to a tile's metadata when it is over; it began when its metadata was written.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Tile">The tile.</param>
    public sealed record TileTiming(MesoSpimScenario Scenario, DemoTile Tile) : DemoContent;

    /// <summary>The table of the tiles to image.</summary>
    /// <param name="Scenario">The dataset.</param>
    public sealed record AcquisitionTable(MesoSpimScenario Scenario) : DemoContent;

    /// <summary>The group of an OME-Zarr dataset.</summary>
    public sealed record ZarrGroup : DemoContent;

    /// <summary>The overview that some versions of the microscope's program write beside an OME-Zarr group.</summary>
    /// <param name="Scenario">The dataset.</param>
    public sealed record ZarrOverview(MesoSpimScenario Scenario) : DemoContent;

    /// <summary>A tile's group in an OME-Zarr dataset.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Tile">The tile.</param>
    public sealed record ZarrTile(MesoSpimScenario Scenario, DemoTile Tile) : DemoContent;

    /// <summary>One resolution of a tile in an OME-Zarr dataset: its shape.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Level">0 is full resolution; 1 is half of it in each direction.</param>
    public sealed record ZarrArray(MesoSpimScenario Scenario, int Level) : DemoContent;

    /// <summary>One plane of a tile in an OME-Zarr dataset.</summary>
    /// <param name="Scenario">The dataset.</param>
    /// <param name="Tile">The tile.</param>
    /// <param name="Level">The resolution.</param>
    /// <param name="Plane">The plane in that resolution.</param>
    public sealed record ZarrChunk(MesoSpimScenario Scenario, DemoTile Tile, int Level, int Plane) : DemoContent;
}
