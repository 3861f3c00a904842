namespace MicroStatus.Checks;

/// <summary>One step of a status check.</summary>
public interface ICheckStep
{
    /// <summary>Which one.</summary>
    CheckStep Step { get; }

    /// <summary>Runs it. A dataset that fails becomes an entry in the report, never the end of the check.</summary>
    /// <param name="context">What the steps share.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null, or a sentence why it had nothing it was allowed to do.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, or the database refuses: the check ends.</exception>
    Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
