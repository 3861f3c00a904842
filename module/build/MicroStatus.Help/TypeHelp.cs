namespace MicroStatus.Help;

/// <summary>What the help tells about objects that a command takes or emits.</summary>
/// <param name="Name">The type's full name.</param>
/// <param name="Description">Paragraphs.</param>
internal sealed record TypeHelp(string Name, IReadOnlyList<string> Description);
