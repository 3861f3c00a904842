namespace MicroStatus.Datasets;

/// <summary>One reason why a person is needed.</summary>
/// <param name="Kind">Stable word: see <see cref="AttentionKind"/>.</param>
/// <param name="Subject">What it is about within the dataset (a relative file, a layer), or empty; kind and subject make one reason.</param>
/// <param name="Text">A sentence a person can act on.</param>
public sealed record AttentionReason(string Kind, string Subject, string Text)
{
    /// <summary>What to do, as <see cref="Text"/> ends: said once for several reasons. Empty for a reason that was read back.</summary>
    public string NextStep { get; private init; } = string.Empty;

    /// <summary>Names of files and folders, as they stand in <see cref="Text"/>: a message shows them as code. Empty for a reason that was read back.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Where in the acquisition it is, for a person: <c>z-layer 12</c>, <c>tile 3, channel 561</c>; null when it is nowhere in particular.</summary>
    public string? Where { get; init; }

    /// <summary>What is wrong: <see cref="Text"/> without <see cref="NextStep"/>.</summary>
    public string Finding => NextStep.Length > 0 ? Text[..^(NextStep.Length + 1)] : Text;

    /// <summary>A reason that says what to do about it.</summary>
    /// <param name="kind">Stable word: see <see cref="AttentionKind"/>.</param>
    /// <param name="subject">What it is about within the dataset, or empty.</param>
    /// <param name="finding">What is wrong, in a sentence.</param>
    /// <param name="nextStep">What to do, in a sentence.</param>
    /// <returns>The reason.</returns>
    public static AttentionReason Of(string kind, string subject, string finding, string nextStep) =>
        new(kind, subject, $"{finding} {nextStep}") { NextStep = nextStep };
}
