namespace MicroStatus.Processing.Demo;

/// <summary>What is to go wrong in a demo lab, where.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Fault">What happens there.</param>
/// <param name="Name">Names of the datasets that it happens to; <c>*</c> and <c>?</c> are wildcards.</param>
public sealed record DemoFaultRule(StageKind Stage, DemoFault Fault, string Name);
