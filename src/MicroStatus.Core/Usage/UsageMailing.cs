using MicroStatus.Acts;

namespace MicroStatus.Usage;

/// <summary>A mail that is about to be sent.</summary>
/// <param name="Intent">Notes it before.</param>
/// <param name="Mailer">Sends it.</param>
/// <param name="Text">Its words.</param>
internal sealed record UsageMailing(Intent Intent, IMailer Mailer, MailText Text);
