namespace MicroStatus.Acts;

/// <summary>An act on the outside: noted before it happens, and again with its result. What a crash leaves open is settled by evidence, never by
/// doing it again blindly.</summary>
public sealed record Intent
{
    /// <summary>Its number; 0 until it is stored.</summary>
    public long IntentId { get; init; }

    /// <summary>Stable word: see <see cref="IntentKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Tells this act from every other, for example the run of a job: a second one with the same key is never begun.</summary>
    public required string Key { get; init; }

    /// <summary>The dataset that it is about, or null.</summary>
    public long? Id { get; init; }

    /// <summary>What is done, in a sentence.</summary>
    public required string What { get; init; }

    /// <summary>What settles it needs to know, for example the job's name; or null.</summary>
    public string? Data { get; init; }

    /// <summary>What became of it.</summary>
    public IntentState State { get; init; }

    /// <summary>When it was noted.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>When its result was noted, or null.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The result, for example a job's number or why it was refused; or null.</summary>
    public string? Result { get; init; }
}
