namespace MicroStatus.Checks;

/// <summary>One change that a check made, or would make.</summary>
/// <param name="Id">The dataset's id; null while it has none.</param>
/// <param name="Name">The dataset's name.</param>
/// <param name="What">What changed: <c>registered</c>, <c>imaging</c>, <c>progress</c>, <c>attention</c>, <c>renamed</c>.</param>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="Path">The dataset's folder.</param>
public sealed record CheckChange(long? Id, string Name, string What, string? From, string? To, string? Why, string Path);
