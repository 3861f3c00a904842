namespace MicroStatus.Help;

/// <summary>What the help tells about a parameter.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="Type">For example <c>String[]</c>.</param>
/// <param name="IsSwitch">It takes no value.</param>
/// <param name="IsMandatory">It must be given.</param>
/// <param name="Position">Its place among values without a name; null when it is always named.</param>
/// <param name="FromPipeline">Whole objects of the pipeline bind to it.</param>
/// <param name="FromProperty">Properties of its name bind to it.</param>
/// <param name="HasWildcards">Wildcards are understood.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Default">The value when it is not given; null when there is none.</param>
internal sealed record ParameterHelp(
    string Name,
    IReadOnlyList<string> Description,
    string Type,
    bool IsSwitch,
    bool IsMandatory,
    int? Position,
    bool FromPipeline,
    bool FromProperty,
    bool HasWildcards,
    IReadOnlyList<string> Aliases,
    string? Default);
