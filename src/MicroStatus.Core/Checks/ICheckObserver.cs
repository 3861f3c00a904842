namespace MicroStatus.Checks;

/// <summary>Hears of a check while it runs.</summary>
public interface ICheckObserver
{
    /// <summary>How far a step is.</summary>
    /// <param name="step">The step.</param>
    /// <param name="done">Items done.</param>
    /// <param name="total">Items in all.</param>
    /// <param name="item">The item just done, or null.</param>
    void Progress(CheckStep step, int done, int total, string? item);

    /// <summary>An item failed; the check goes on.</summary>
    /// <param name="problem">What failed.</param>
    void Failed(CheckProblem problem);
}
