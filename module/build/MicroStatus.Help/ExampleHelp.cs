namespace MicroStatus.Help;

/// <summary>An example of a command.</summary>
/// <param name="Code">What is typed; it may have several lines.</param>
/// <param name="Remarks">What it does.</param>
internal sealed record ExampleHelp(string Code, IReadOnlyList<string> Remarks);
