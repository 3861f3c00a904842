using MicroStatus.Checks;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>Hears of a check, and can act in the middle of it.</summary>
internal sealed class Listener : ICheckObserver
{
    public List<CheckProblem> Failures { get; } = [];

    public Action<string?>? OnProgress { get; init; }

    public void Progress(CheckStep step, int done, int total, string? item) => OnProgress?.Invoke(item);

    public void Failed(CheckProblem problem) => Failures.Add(problem);
}
