namespace MicroStatus.Checks;

/// <summary>The steps of a status check, in their order.</summary>
public enum CheckStep
{
    /// <summary>Are the stores there, and how full are they?</summary>
    Storage,

    /// <summary>Discover datasets, observe their imaging, decide.</summary>
    Acquisition,

    /// <summary>Make the montages of datasets whose imaging has finished.</summary>
    Tiles,

    /// <summary>Feed and watch the processing.</summary>
    Processing,

    /// <summary>Move finished datasets to long-term storage.</summary>
    Moves,

    /// <summary>Empty the trash as far as it may be.</summary>
    Trash,

    /// <summary>Report microscope time to the scheduler.</summary>
    Usage,

    /// <summary>Create analysis tasks of brain datasets.</summary>
    Analysis,

    /// <summary>One backup of the database a day.</summary>
    Backup,

    /// <summary>One summary a day.</summary>
    Summary,

    /// <summary>Deliver messages that are due, those of the steps before it too.</summary>
    Messages,
}
