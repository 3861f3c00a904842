namespace MicroStatus.Configuration;

/// <summary>mesoSPIM light-sheet microscopes (lab.md §4).</summary>
public sealed record MesoSpimSettings
{
    /// <summary>Folder below <c>Acquire</c>.</summary>
    [Setting("Folder of mesoSPIM datasets below the acquisitions' folder.", Kind = SettingKind.FileName)]
    public string Folder { get; init; } = "MesoSPIM";

    /// <summary>Largest metadata file or acquisition table that is read.</summary>
    [Setting("Largest metadata file or acquisition table that is read, in bytes.", Min = 1024, Max = 1073741824)]
    public int MetadataLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>The part of a tile's name that identifies it; groups <c>tile</c>, <c>channel</c>, <c>shutter</c>, <c>rotation</c>.</summary>
    [Setting(
        "The part of a tile's name that identifies it; groups 'tile', 'channel', 'shutter' and 'rotation'.",
        Kind = SettingKind.Pattern, Needs = ["tile", "channel", "shutter", "rotation"])]
    public string TilePattern { get; init; } = @"_Tile(?<tile>\d+)_Ch(?<channel>\d+[A-Za-z]?)_(?:.*_)?Sh(?<shutter>\d+)_Rot(?<rotation>\d+)";

    /// <summary>Ending of a tile's image file.</summary>
    [Setting("Ending of a tile's image file.")]
    public string TileEnding { get; init; } = ".btf";

    /// <summary>Ending of a zarr group and of its tiles.</summary>
    [Setting("Ending of a zarr group and of the tiles in it.")]
    public string ZarrEnding { get; init; } = ".ome.zarr";

    /// <summary>Ending of a tile's metadata, after the tile's own name.</summary>
    [Setting("Ending of a tile's metadata file, after the tile's own name.")]
    public string MetadataEnding { get; init; } = "_meta.txt";

    /// <summary>Beginning of a maximum projection's name.</summary>
    [Setting("Beginning of a maximum projection's name.")]
    public string ProjectionPrefix { get; init; } = "MAX_";

    /// <summary>Acquisition tables.</summary>
    [Setting("Acquisition tables: a row a tile.", Kind = SettingKind.Glob)]
    public string AcquisitionTables { get; init; } = "*.csv";

    /// <summary>Column of an acquisition table that names the tile's file.</summary>
    [Setting("Column of an acquisition table that names the tile's file.")]
    public string AcquisitionTableColumn { get; init; } = "filename";

    /// <summary>The refractive index in the ETL file's name; the group <c>index</c>.</summary>
    [Setting(
        "The refractive index in the ETL file's name (after the last / or \\); the group 'index'.",
        Kind = SettingKind.Pattern, Needs = ["index"])]
    public string RefractiveIndexPattern { get; init; } = @"RI_?(?<index>\d+(?:\.\d+)?)";

    /// <summary>How long nothing may have changed before imaging counts as finished.</summary>
    [Setting("How long nothing may have changed before imaging counts as finished.", Min = 0, Max = 604800)]
    public TimeSpan QuietTime { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long imaging may show no progress.</summary>
    [Setting("How long imaging may show no progress before a person is needed.", Min = 1, Max = 604800)]
    public TimeSpan ProgressTimeout { get; init; } = TimeSpan.FromSeconds(1200);

    /// <summary>A file modified more recently than this is not judged.</summary>
    [Setting("A file modified more recently than this is not judged yet.", Min = 0, Max = 3600)]
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest difference between stage positions that still counts as the same row or column.</summary>
    [Setting("Largest difference between stage positions that still counts as the same row or column, in µm.", Min = 0, Max = 10000)]
    public double PositionTolerance { get; init; } = 1;

    /// <summary>Deconvolution, conversion, montage.</summary>
    [Setting("Processing: deconvolution, conversion, montage.")]
    public MesoSpimProcessingSettings Processing { get; init; } = new();
}
