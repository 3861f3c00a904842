namespace MicroStatus.Help;

/// <summary>What the help tells about a command.</summary>
/// <param name="Name">For example <c>Get-Dataset</c>.</param>
/// <param name="Synopsis">One sentence.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="ParameterSets">The ways to call it, the usual one first.</param>
/// <param name="Parameters">Every parameter once.</param>
/// <param name="Inputs">What may come down the pipeline.</param>
/// <param name="Outputs">What the command emits.</param>
/// <param name="Examples">At least two.</param>
internal sealed record CommandHelp(
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<IReadOnlyList<ParameterHelp>> ParameterSets,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<ExampleHelp> Examples);
