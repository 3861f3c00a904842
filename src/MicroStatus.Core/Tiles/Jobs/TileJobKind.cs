namespace MicroStatus.Tiles.Jobs;

/// <summary>What a job does with tiles.</summary>
public enum TileJobKind
{
    /// <summary>It tests them.</summary>
    Test,

    /// <summary>It makes a montage of them.</summary>
    Montage,
}
