namespace MicroStatus.Usage;

/// <summary>Mail to those who look after reports of microscope time (lab.md §11).</summary>
public interface IMailer
{
    /// <summary>Sends a mail once, over an encrypted connection only. What goes wrong is an answer, never an error.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Stops waiting; whether the mail left is unknown then.</param>
    /// <returns>What came of it.</returns>
    Task<MailReceipt> SendAsync(MailText mail, CancellationToken cancellationToken);
}
