namespace MicroStatus.Messages;

/// <summary>An address outside the lab that hears of every check: when it hears nothing, it tells a person.</summary>
public interface IHeartbeat
{
    /// <summary>A check has run to its end.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when the address has heard it; otherwise why not, in a sentence that never holds the address.</returns>
    Task<string?> SucceededAsync(CancellationToken cancellationToken);

    /// <summary>A check has failed.</summary>
    /// <param name="reason">Why, plain text without secrets.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>As for <see cref="SucceededAsync"/>; null too when no address for failures is configured.</returns>
    Task<string?> FailedAsync(string reason, CancellationToken cancellationToken);
}
