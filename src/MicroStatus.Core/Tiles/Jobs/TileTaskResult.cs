using MicroStatus.Tiles.Montage;

namespace MicroStatus.Tiles.Jobs;

/// <summary>What one task of a job has left.</summary>
public sealed record TileTaskResult
{
    /// <summary>The looks into files, of a test.</summary>
    public IReadOnlyList<TileReading> Readings { get; init; } = [];

    /// <summary>The montages that were made, of a montage.</summary>
    public IReadOnlyList<TileMontage> Montages { get; init; } = [];
}
