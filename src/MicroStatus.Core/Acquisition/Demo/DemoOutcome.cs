namespace MicroStatus.Acquisition.Demo;

/// <summary>What must become of a dataset of a demo lab in the end, when every step is followed by a status check and nothing is made to go wrong.</summary>
public enum DemoOutcome
{
    /// <summary>It is processed, and moved to Hive.</summary>
    Moved,

    /// <summary>It is processed and moved to Hive, and its Imaris file is published.</summary>
    Published,

    /// <summary>It is never processed: its imaging needs a person, or it continues another acquisition.</summary>
    Kept,

    /// <summary>It is a demo by its name: recorded as moved, and never touched.</summary>
    Ignored,
}
