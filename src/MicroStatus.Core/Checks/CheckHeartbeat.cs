using MicroStatus.Configuration;

namespace MicroStatus.Checks;

/// <summary>Lets the heartbeat hear of a check. A check of some steps alone, or one that changes nothing, is no sign of life.</summary>
/// <remarks>That another check is at work, or that checks run on another node, is no failure: that one gives the signs of life.</remarks>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="request">What the check was asked to do.</param>
internal sealed class CheckHeartbeat(IBackend backend, StatusSettings settings, StatusCheckRequest request)
{
    private static readonly string[] AnotherCheck = ["LeaseHeld", "LeaseLost", "CheckHostOther"];

    private bool IsWhole => !request.IsWhatIf && request.Steps.Count == 0;

    /// <summary>Whether an exception is a failure that the heartbeat hears of.</summary>
    /// <param name="cause">What ended the check.</param>
    /// <param name="cancellationToken">Cancelled when a person stopped it.</param>
    /// <returns>True when it is one.</returns>
    public bool IsFailure(Exception cause, CancellationToken cancellationToken) =>
        IsWhole && !cancellationToken.IsCancellationRequested && !(cause is StatusException { ErrorId: var id } && AnotherCheck.Contains(id));

    /// <summary>The check has run to its end.</summary>
    /// <param name="report">Hears why the heartbeat could not be called.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When done.</returns>
    public async Task SucceededAsync(CheckReportBuilder report, CancellationToken cancellationToken)
    {
        if (!IsWhole || backend.OpenHeartbeat(settings) is not { } heartbeat)
        {
            return;
        }

        // A lab that is blind or mute is no good one, although its check came to an end.
        var call = report.Ailments.Count == 0
            ? heartbeat.SucceededAsync(cancellationToken)
            : heartbeat.FailedAsync($"The status check on {request.Host} found: {string.Join(" ", report.Ailments)}", cancellationToken);
        if (await call.ConfigureAwait(false) is { } fault)
        {
            report.Add(new CheckProblem(CheckStep.Messages, null, "heartbeat", null, fault, null));
        }
    }

    /// <summary>The check has failed; what failed is thrown on by the caller.</summary>
    /// <param name="cause">What ended it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When done.</returns>
    public async Task FailedAsync(Exception cause, CancellationToken cancellationToken)
    {
        if (backend.OpenHeartbeat(settings) is not { } heartbeat)
        {
            return;
        }

        var reason = cause is StatusException { ErrorId: var id } ? $"{id}: {cause.Message}" : $"{cause.GetType().Name}: {cause.Message}";
        string? fault;
        try
        {
            fault = await heartbeat.FailedAsync($"The status check on {request.Host} failed. {reason}", cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            fault = "The heartbeat was not called: the check was stopped meanwhile.";
        }

        if (fault is not null)
        {
            using var log = backend.OpenLog(settings);
            log.Warning(fault);
        }
    }
}
