using MicroStatus.Configuration;

namespace MicroStatus.Usage;

/// <summary>What reports of microscope time need of the outside world.</summary>
/// <param name="OpenScheduler">Opens the scheduler; what it throws is documented at <see cref="IBackend.OpenUsageScheduler"/>.</param>
/// <param name="OpenMailer">Opens the mailer; what it throws is documented at <see cref="IBackend.OpenMailer"/>.</param>
/// <param name="Log">The transmit log.</param>
public sealed record UsagePorts(Func<IUsageScheduler> OpenScheduler, Func<IMailer> OpenMailer, ITransmitLog Log)
{
    /// <summary>The ports of a backend.</summary>
    /// <param name="backend">The outside world.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The ports; nothing is opened yet.</returns>
    public static UsagePorts Of(IBackend backend, StatusSettings settings) =>
        new(() => backend.OpenUsageScheduler(settings), () => backend.OpenMailer(settings), backend.TransmitLog);
}
