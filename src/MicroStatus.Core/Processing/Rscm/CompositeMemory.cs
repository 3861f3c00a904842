namespace MicroStatus.Processing.Rscm;

/// <summary>What the row's summary remembers of a set of composites.</summary>
/// <param name="Found">How many were there.</param>
/// <param name="Expected">How many were expected, or null.</param>
/// <param name="Bytes">The size of each; null when they differed, or were not looked at.</param>
/// <param name="Changed">When their folder had changed, then.</param>
/// <param name="Oldest">When the oldest was written.</param>
/// <param name="Newest">When the newest was written.</param>
internal sealed record CompositeMemory(int Found, long? Expected, long? Bytes, DateTimeOffset? Changed, DateTimeOffset? Oldest, DateTimeOffset? Newest)
{
    /// <summary>What is worth remembering.</summary>
    /// <param name="composites">The composites.</param>
    /// <returns>The memory.</returns>
    public static CompositeMemory Of(Composites composites) => composites.Facts is { IsEven: true } facts
        ? new CompositeMemory(composites.Count.Found, composites.Count.Expected, facts.Size, composites.Changed, facts.Oldest, facts.Newest)
        : new CompositeMemory(composites.Count.Found, composites.Count.Expected, null, null, null, null);

    /// <summary>What the stats told, when the folder has stayed the same since: as many files, none made or removed.</summary>
    /// <param name="composites">The composites as they are.</param>
    /// <returns>The facts, or null when they must be looked at.</returns>
    public CompositeFacts? FactsOf(Composites composites) =>
        Bytes is { } size and > 0 && Changed is not null && Changed == composites.Changed && Found == composites.Count.Found && Oldest is { } oldest && Newest is { } newest
            ? new CompositeFacts(size, size * Found, [], oldest, newest)
            : null;
}
