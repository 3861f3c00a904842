namespace MicroStatus.Backend.Database;

/// <summary>A stretch of an index on names, in the order of NOCASE.</summary>
/// <param name="Low">The first name that belongs to it: a text, or bytes, which come after all texts.</param>
/// <param name="High">The first one after it that does not; null: it goes to the end.</param>
internal sealed record NameRange(object Low, string? High);
