namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>What is remembered of the montage that a check makes of a dataset. It is forgotten when imaging goes on or tiles are added, so that all of them
/// are shown by another one.</summary>
public sealed record MontageRecord
{
    /// <summary>The dataset's id.</summary>
    public required long Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required MontageState State { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was last begun.</summary>
    public DateTimeOffset Tried { get; init; }

    /// <summary>Not begun again before this moment; null for at once, and for never.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>When it was made, or null.</summary>
    public DateTimeOffset? Made { get; init; }

    /// <summary>The picture that the lab was shown, relative to the dataset's folder; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>Why it could not be made, or null.</summary>
    public string? LastError { get; init; }
}
