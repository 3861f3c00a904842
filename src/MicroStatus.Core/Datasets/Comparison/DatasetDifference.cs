namespace MicroStatus.Datasets.Comparison;

/// <summary>One difference between the database, FastStore, Hive and the trash.</summary>
public sealed record DatasetDifference
{
    /// <summary>The row; null when there is none.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name, or that of the folder.</summary>
    public required string Name { get; init; }

    /// <summary>The place that it is about; null when the row names none.</summary>
    public string? Path { get; init; }

    /// <summary>What differs.</summary>
    public required DifferenceKind Kind { get; init; }

    /// <summary>What the database says.</summary>
    public required string Database { get; init; }

    /// <summary>What is there.</summary>
    public required string Found { get; init; }

    /// <summary>The difference in a sentence, and what a person should look at.</summary>
    public required string Text { get; init; }

    /// <summary>The command that puts it right, to be typed as it is; null when it needs thought first.</summary>
    public string? Action { get; init; }
}
