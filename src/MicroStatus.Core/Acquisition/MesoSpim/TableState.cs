namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What is remembered of a file that may be an acquisition table.</summary>
internal sealed record TableState
{
    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its length and time when it was read.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>The tiles it lists; null when it is no acquisition table.</summary>
    public IReadOnlyList<TileName>? Tiles { get; init; }

    /// <summary>Why it could not be read, in a phrase, or null.</summary>
    public string? Fault { get; init; }
}
