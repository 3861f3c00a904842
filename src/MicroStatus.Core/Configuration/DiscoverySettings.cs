namespace MicroStatus.Configuration;

/// <summary>From a path to a dataset (lab.md §2).</summary>
public sealed record DiscoverySettings
{
    /// <summary>Deepest level below a modality folder at which a dataset may lie.</summary>
    [Setting("Deepest level below a modality folder at which a dataset may lie.", Min = 1, Max = 16)]
    public int MaximumDepth { get; init; } = 4;

    /// <summary>The marker file in each dataset's folder.</summary>
    [Setting("The marker file in each dataset's folder.", Kind = SettingKind.FileName)]
    public string MarkerFile { get; init; } = ".microstatus.json";

    /// <summary>What a PI's folder may be called, as a whole.</summary>
    [Setting("What a PI's folder may be called, as a whole.", Kind = SettingKind.Pattern)]
    public string PiPattern { get; init; } = @"[\p{L}\p{M}\d '._-]+";

    /// <summary>What a CL number looks like, as a whole, in any case.</summary>
    [Setting("What a CL number looks like, as a whole, in any case.", Kind = SettingKind.Pattern)]
    public string ClNumberPattern { get; init; } = @"\d*CL\d+\w*";

    /// <summary>The CL number of a dataset whose path has none.</summary>
    [Setting("The CL number of a dataset whose path has none.")]
    public string DefaultClNumber { get; init; } = "00CL00";

    /// <summary>Written where a file name needs a PI and there is none.</summary>
    [Setting("Written where a file name needs a PI and there is none.")]
    public string NoPi { get; init; } = "None";

    /// <summary>Words in a path below the modality folder that make a dataset a demo.</summary>
    [Setting("Words in a path below the modality folder that make a dataset a demo: recorded once and never touched.")]
    public IReadOnlyList<string> DemoWords { get; init; } = ["demo", "test"];

    /// <summary>PIs whose datasets are brain data, without a final <c>-x</c>.</summary>
    [Setting("PIs whose datasets are brain data; compared without a final -<letter>, in any case.")]
    public IReadOnlyList<string> BrainDataProducers { get; init; } = ["klimstra", "cebra", "dutta", "dermody"];

    /// <summary>Files that never count, as globs.</summary>
    [Setting("Files that never count, wherever they lie.", Kind = SettingKind.Glob)]
    public IReadOnlyList<string> StrayFiles { get; init; } =
        ["Thumbs.db", "desktop.ini", ".*", "*.tmp", "*.temp", "*.part", "*.partial", "*.swp", "*~", "~$*"];

    /// <summary>A folder listing younger than this when its folder changed is not trusted.</summary>
    [Setting("A folder that changed this shortly before it was listed is listed again next time: a later change could carry the same time.", Min = 0, Max = 3600)]
    public TimeSpan FolderTimeGrain { get; init; } = TimeSpan.FromSeconds(3);
}
