namespace MicroStatus.Checks;

/// <summary>What became of one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="State">What became of it.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Note">A sentence where there is something to say.</param>
public sealed record CheckStepResult(CheckStep Step, CheckStepState State, TimeSpan Duration, string? Note);
