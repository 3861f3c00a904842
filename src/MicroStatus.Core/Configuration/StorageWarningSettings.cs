namespace MicroStatus.Configuration;

/// <summary>Warnings about the space on a store (lab.md §7).</summary>
public sealed record StorageWarningSettings
{
    /// <summary>Used space at which the first warning is due, in percent.</summary>
    [Setting("Used space at which the first warning is due, in percent.", Min = 1, Max = 100)]
    public int First { get; init; } = 85;

    /// <summary>Used space at which the second warning is due, in percent.</summary>
    [Setting("Used space at which the second warning is due, in percent.", Min = 1, Max = 100)]
    public int Second { get; init; } = 90;

    /// <summary>Used space that is critical, in percent; on FastStore the trash is then emptied as far as it may be.</summary>
    [Setting("Used space that is critical, in percent; on FastStore the trash is then emptied as far as it may be.", Min = 1, Max = 100)]
    public int Critical { get; init; } = 94;

    /// <summary>How far below its threshold a level is left again, in percentage points.</summary>
    [Setting("How far below its threshold a level is left again, in percentage points.", Min = 0, Max = 50)]
    public int Hysteresis { get; init; } = 2;

    /// <summary>Type of the first warning's row in the database.</summary>
    [Setting("Type of the first warning's row in the database.", Needs = ["Store"])]
    public string FirstType { get; init; } = "space_{Store}_thr0";

    /// <summary>Type of the second warning's row in the database.</summary>
    [Setting("Type of the second warning's row in the database.", Needs = ["Store"])]
    public string SecondType { get; init; } = "space_{Store}_thr1";

    /// <summary>Type of the critical warning's row in the database.</summary>
    [Setting("Type of the critical warning's row in the database.", Needs = ["Store"])]
    public string CriticalType { get; init; } = "low_space_{Store}";

    /// <summary>What FastStore is called in a warning's type.</summary>
    [Setting("What FastStore is called in a warning's type.")]
    public string FastStoreName { get; init; } = "faststore";

    /// <summary>What Hive is called in a warning's type.</summary>
    [Setting("What Hive is called in a warning's type.")]
    public string HiveName { get; init; } = "hive";
}
