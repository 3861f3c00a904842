namespace MicroStatus;

/// <summary>An error that a person can act on: what is wrong, with what, and what to do next.</summary>
/// <remarks>Every documented error of MicroStatus is of this type; the cmdlets turn it into an error record in one place.</remarks>
public sealed class StatusException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="errorId">Noun and problem, for example <c>DatabaseLocked</c>; stable, for scripts.</param>
    /// <param name="category">The kind of error.</param>
    /// <param name="message">One sentence that names the failing thing.</param>
    /// <param name="recommendedAction">What a person should do, or null when the message says it.</param>
    /// <param name="target">The failing item.</param>
    /// <param name="inner">The cause.</param>
    public StatusException(
        string errorId,
        StatusErrorCategory category,
        string message,
        string? recommendedAction = null,
        object? target = null,
        Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Category = category;
        RecommendedAction = recommendedAction;
        Target = target;
    }

    /// <summary>Noun and problem, for example <c>DatabaseLocked</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of error.</summary>
    public StatusErrorCategory Category { get; }

    /// <summary>What a person should do next.</summary>
    public string? RecommendedAction { get; }

    /// <summary>The failing item, for example a path.</summary>
    public object? Target { get; }
}
