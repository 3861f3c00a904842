using MicroStatus.Checks;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>Shows nothing of a check but its problems, once each.</summary>
internal sealed class SilentObserver : ICheckObserver
{
    public void Progress(CheckStep step, int done, int total, string? item)
    {
        // Nobody looks.
    }

    public void Failed(CheckProblem problem) => Console.Error.WriteLine(problem.Text);
}
