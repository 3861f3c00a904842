namespace MicroStatus.Backend.Tests.Usage;

/// <summary>Where the mail server fails.</summary>
internal enum SmtpFault
{
    None,
    NoTls,
    NoSuchUser,
    NoSuchRecipient,
    BreaksAfterMail,
    SilentAfterMail,
    BreaksBeforeFarewell,
}
