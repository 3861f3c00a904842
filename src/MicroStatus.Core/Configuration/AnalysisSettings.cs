namespace MicroStatus.Configuration;

/// <summary>Analysis tasks of finished brain datasets (lab.md §12).</summary>
public sealed record AnalysisSettings
{
    /// <summary>Analysis tasks are created.</summary>
    [Setting("Analysis tasks are created.")]
    public bool Enabled { get; init; } = false;

    /// <summary>Folder of the analysis tasks.</summary>
    [Setting("Folder of the analysis tasks.", Kind = SettingKind.Path)]
    public string Folder { get; init; } = "/h20/CBI/Iana/json";

    /// <summary>Name of an analysis task's file; the time is yyyyMMdd_HHmmss.</summary>
    [Setting("Name of an analysis task's file; the time is yyyyMMdd_HHmmss.", Kind = SettingKind.FileName, Needs = ["Time"])]
    public string FileName { get; init; } = "deneb_settings{Time}.json";

    /// <summary>What the analysis is to do.</summary>
    [Setting("What the analysis is to do.")]
    public IReadOnlyList<string> Actions { get; init; } = ["extract_tiff_series", "detect_cells"];

    /// <summary>Name of the folder that results go to.</summary>
    [Setting("Name of the folder that results go to.", Kind = SettingKind.FileName)]
    public string OutputFolder { get; init; } = "analysis";
}
