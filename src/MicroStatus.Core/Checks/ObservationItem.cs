using MicroStatus.Acquisition;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>A dataset whose imaging is to be looked at.</summary>
public sealed record ObservationItem
{
    /// <summary>The folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>Whose it is.</summary>
    public required IInstrument Instrument { get; init; }

    /// <summary>The row; null when it is to be recorded.</summary>
    public Dataset? Row { get; init; }

    /// <summary>What is to be recorded; null when there is a row.</summary>
    public NewDataset? Registration { get; init; }

    /// <summary>Where memory is kept from before a rename that is not written yet; null otherwise.</summary>
    public string? FormerPath { get; init; }
}
