namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>Where the montage that a check makes of a dataset stands.</summary>
public enum MontageState
{
    /// <summary>It is being made; after a crash it is made again.</summary>
    Making,

    /// <summary>It could not be made, and is tried again.</summary>
    Waiting,

    /// <summary>It is made.</summary>
    Made,

    /// <summary>The dataset has no projections, and none is made.</summary>
    WithoutPictures,

    /// <summary>It could not be made, and is not tried again.</summary>
    Failed,
}
