namespace MicroStatus.Processing.Commands;

/// <summary>One run of a command of the lab, through the executor.</summary>
public sealed record ProcessingCommand
{
    /// <summary>The run: unique, in the names of its files and in its job's comment.</summary>
    public required string RunId { get; init; }

    /// <summary>The dataset; null for a command that starts a service.</summary>
    public long? Id { get; init; }

    /// <summary>The stage that it begins; null for a command that starts a service.</summary>
    public StageKind? Stage { get; init; }

    /// <summary>The service that it starts, or null.</summary>
    public string? Service { get; init; }

    /// <summary>Its job's name.</summary>
    public required string JobName { get; init; }

    /// <summary>Its job's number, once the executor has given one.</summary>
    public string? JobId { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>What became of it.</summary>
    public required CommandState State { get; init; }

    /// <summary>When it was noted that it would be run.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>When its end was seen, or null.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Since when neither its job nor its result can be seen; null when one can.</summary>
    public DateTimeOffset? LostSince { get; init; }

    /// <summary>Its exit code, or null.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The end of what it wrote, or why it was not run; null while it is not over.</summary>
    public string? Output { get; init; }

    /// <summary>The file that holds all it wrote.</summary>
    public required string Log { get; init; }

    /// <summary>Neither ended nor given up: the stage is not begun again.</summary>
    public bool IsOpen => State is CommandState.Submitting or CommandState.Waiting or CommandState.Running;
}
