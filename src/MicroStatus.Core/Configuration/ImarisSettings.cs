namespace MicroStatus.Configuration;

/// <summary>Imaris files, whichever instrument they come from (lab.md §3, §4).</summary>
public sealed record ImarisSettings
{
    /// <summary>Ending of an Imaris file.</summary>
    [Setting("Ending of an Imaris file.")]
    public string Ending { get; init; } = ".ims";

    /// <summary>What is added to an Imaris file's name while it is being written.</summary>
    [Setting("What is added to an Imaris file's name while it is being written.")]
    public string PartEnding { get; init; } = ".part";

    /// <summary>The HDF5 group that a good Imaris file holds.</summary>
    [Setting("The HDF5 group that a good Imaris file holds.")]
    public string Group { get; init; } = "DataSet";
}
