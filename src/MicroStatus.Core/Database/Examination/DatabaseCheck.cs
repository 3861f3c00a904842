namespace MicroStatus.Database.Examination;

/// <summary>What was examined when something was found.</summary>
public enum DatabaseCheck
{
    /// <summary>Whether the database can be used at all.</summary>
    Usable,

    /// <summary>SQLite's own check of the file.</summary>
    Integrity,

    /// <summary>References to rows that are not there.</summary>
    ForeignKey,

    /// <summary>Tables, columns and indexes.</summary>
    Schema,

    /// <summary>The row <c>daily_summary</c> of <c>warning</c>, which the older monitor reads unasked.</summary>
    SummaryRow,

    /// <summary>Values that are no value of their column.</summary>
    Value,

    /// <summary>Imaging and processing statuses.</summary>
    Status,

    /// <summary>Rows that name the same folder.</summary>
    Duplicate,

    /// <summary>Paths that no dataset can have.</summary>
    Path,

    /// <summary>Datasets that are neither where their row says nor anywhere else.</summary>
    Place,

    /// <summary>Datasets that were moved without a path on Hive.</summary>
    HivePath,

    /// <summary>Datasets that are being moved.</summary>
    Moving,

    /// <summary>Datasets whose imaging has finished, without files.</summary>
    Files,

    /// <summary>What is remembered between checks.</summary>
    Memory,

    /// <summary>Datasets whose checks fail.</summary>
    Quarantine,

    /// <summary>Messages that wait to be sent.</summary>
    Outbox,
}
