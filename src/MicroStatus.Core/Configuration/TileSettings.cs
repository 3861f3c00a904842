namespace MicroStatus.Configuration;

/// <summary>Tests and montages of tiles.</summary>
public sealed record TileSettings
{
    /// <summary>How many files are looked into at a time.</summary>
    [Setting("How many files are looked into at a time, unless a command says otherwise.", Min = 1, Max = 256)]
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Share of a file's pixels that may have the largest value of their type before it counts as saturated.</summary>
    [Setting("Share of a file's pixels, in percent, that may have the largest value of their type before it counts as saturated.", Min = 0, Max = 100)]
    public double SaturationPercent { get; init; } = 1;

    /// <summary>Montages of maximum projections.</summary>
    [Setting("Montages of maximum projections.")]
    public MontageSettings Montage { get; init; } = new();

    /// <summary>Tests and montages that run as jobs.</summary>
    [Setting("Tests and montages that run as jobs.")]
    public TileJobSettings Jobs { get; init; } = new();
}
