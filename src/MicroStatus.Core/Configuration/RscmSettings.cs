namespace MicroStatus.Configuration;

/// <summary>Ribbon-scanning confocal microscopes (lab.md §3).</summary>
public sealed record RscmSettings
{
    /// <summary>Folder below <c>Acquire</c>.</summary>
    [Setting("Folder of RSCM datasets below the acquisitions' folder.", Kind = SettingKind.FileName)]
    public string Folder { get; init; } = "RSCM";

    /// <summary>What a dataset's name holds.</summary>
    [Setting("What the name of a dataset's folder holds.", Kind = SettingKind.Pattern)]
    public string DatasetPattern { get; init; } = "stack";

    /// <summary>The metadata file.</summary>
    [Setting("The metadata file (XML) in a dataset's folder.", Kind = SettingKind.FileName)]
    public string MetadataFile { get; init; } = "vs_series.dat";

    /// <summary>Largest metadata file that is read.</summary>
    [Setting("Largest metadata file that is read, in bytes.", Min = 1024, Max = 1073741824)]
    public int MetadataLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>Name of a layer's folder; the group <c>number</c> is the layer.</summary>
    [Setting("Name of a z-layer's folder; the group 'number' is the layer.", Kind = SettingKind.Pattern, Needs = ["number"])]
    public string LayerPattern { get; init; } = @"layer(?<number>\d+)$";

    /// <summary>Name of a colour's folder: the laser wavelength.</summary>
    [Setting("Name of a colour's folder: the laser wavelength in nm.", Kind = SettingKind.Pattern)]
    public string ColourPattern { get; init; } = @"^\d{3}$";

    /// <summary>Folder of the ribbons in a colour's folder.</summary>
    [Setting("Folder of the ribbons in a colour's folder.", Kind = SettingKind.FileName)]
    public string ImagesFolder { get; init; } = "images";

    /// <summary>Folder of the colour that <c>delete_405</c> discards.</summary>
    [Setting("Folder of the colour that goes to the trash when delete_405 is set, exactly.", Kind = SettingKind.FileName)]
    public string DiscardedColour { get; init; } = "405";

    /// <summary>Name of a ribbon.</summary>
    [Setting("Name of a ribbon's file.", Kind = SettingKind.Glob)]
    public string RibbonFiles { get; init; } = "*col*.tif";

    /// <summary>Number of a ribbon within its layer and colour; the group <c>number</c>.</summary>
    [Setting("Number of a ribbon in its file's name; the group 'number' is the column.", Kind = SettingKind.Pattern, Needs = ["number"])]
    public string RibbonNumberPattern { get; init; } = @"col(?<number>\d+)[^\d]*\.tif$";

    /// <summary>Names of continuations: imaging is tracked, processing never started.</summary>
    [Setting("Names of continuations: imaging is tracked, processing is never started.", Kind = SettingKind.Pattern)]
    public string ContinuationPattern { get; init; } = "_cont_";

    /// <summary>How long nothing may have changed before imaging counts as finished.</summary>
    [Setting("How long nothing may have changed before imaging counts as finished.", Min = 0, Max = 604800)]
    public TimeSpan QuietTime { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long imaging may show no progress.</summary>
    [Setting("How long imaging may show no progress before a person is needed.", Min = 1, Max = 604800)]
    public TimeSpan ProgressTimeout { get; init; } = TimeSpan.FromSeconds(1200);

    /// <summary>A ribbon modified more recently than this is not judged.</summary>
    [Setting("A file modified more recently than this is not judged yet.", Min = 0, Max = 3600)]
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Stitching, denoising and the Imaris build.</summary>
    [Setting("Processing: stitching, denoising, Imaris build.")]
    public RscmProcessingSettings Processing { get; init; } = new();
}
