namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What the files of a mesoSPIM dataset prove beyond the columns: the JSON of <c>imaging_summary</c> (lab.md §6).</summary>
/// <remarks>It holds no time of looking, so that an unchanged dataset gives the same text.</remarks>
public sealed record MesoSpimSummary
{
    /// <summary><c>btf</c>, <c>ome-zarr</c>, or <c>btf, ome-zarr</c> when both lie there; null without a tile.</summary>
    public string? Format { get; init; }

    /// <summary>Channels of the tiles that were started, shortest wavelength first.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Shutters of the tiles that were started.</summary>
    public IReadOnlyList<int> Shutters { get; init; } = [];

    /// <summary>Rotations of the tiles that were started, in degrees.</summary>
    public IReadOnlyList<int> Rotations { get; init; } = [];

    /// <summary>Distinct y positions of the fullest channel.</summary>
    public int? Rows { get; init; }

    /// <summary>Distinct x positions of the fullest channel.</summary>
    public int? Columns { get; init; }

    /// <summary>Tiles whose image or metadata is there.</summary>
    public int TilesStarted { get; init; }

    /// <summary>Tiles that are over and whole.</summary>
    public int TilesComplete { get; init; }

    /// <summary>Tiles that the acquisition tables list; null without a table.</summary>
    public int? TilesInTable { get; init; }

    /// <summary>The refractive index in the ETL file's name, as written; when there is one the dataset will be deconvolved.</summary>
    public string? RefractiveIndex { get; init; }

    /// <summary>What is missing, extra or short, in words.</summary>
    public IReadOnlyList<string>? Differences { get; init; }

    /// <summary>Reads a stored summary.</summary>
    /// <param name="json">The text of the column.</param>
    /// <returns>The summary, or null when the text is none of ours.</returns>
    public static MesoSpimSummary? Read(string? json) => MesoSpimSummaryJson.Read(json);

    /// <summary>Writes the summary as it is stored.</summary>
    /// <returns>Compact JSON.</returns>
    public string Write() => MesoSpimSummaryJson.Write(this);
}
