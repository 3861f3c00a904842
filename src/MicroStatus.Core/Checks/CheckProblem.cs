namespace MicroStatus.Checks;

/// <summary>Something that a check could not do, or that a person should know.</summary>
/// <param name="Step">Where it came up.</param>
/// <param name="Id">The dataset's id, where there is one.</param>
/// <param name="Name">The dataset's name, or what else it is about.</param>
/// <param name="Path">The path it is about, where there is one.</param>
/// <param name="Text">What is wrong, in a sentence.</param>
/// <param name="Cause">The exception behind it; null when it is a finding rather than a failure.</param>
public sealed record CheckProblem(CheckStep Step, long? Id, string? Name, string? Path, string Text, Exception? Cause);
