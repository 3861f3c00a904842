namespace MicroStatus.Database.Examination;

/// <summary>Something that an examination of the database found.</summary>
public sealed record DatabaseFinding
{
    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What was examined.</summary>
    public required DatabaseCheck Check { get; init; }

    /// <summary>The rows of <c>dataset</c> that it is about; empty when it is about none. Cmdlets that take ids take these from a pipeline.</summary>
    public IReadOnlyList<long> Id { get; init; } = [];

    /// <summary>The dataset's name, or that of the table, index or folder.</summary>
    public string? Subject { get; init; }

    /// <summary>What was found, in a sentence; where it needs thought, what to look at.</summary>
    public required string Text { get; init; }

    /// <summary>The command that puts it right, to be typed as it is; null when it needs thought first.</summary>
    public string? Repair { get; init; }

    /// <summary><c>-Repair</c> puts it right: nothing that cannot be had again is lost by it.</summary>
    public bool IsSafe { get; init; }

    /// <summary>It has been put right.</summary>
    public bool Repaired { get; init; }
}
