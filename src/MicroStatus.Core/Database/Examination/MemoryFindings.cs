using System.Globalization;

namespace MicroStatus.Database.Examination;

/// <summary>Weighs what MicroStatus remembers in tables of its own. Pure.</summary>
/// <param name="now">The moment of the examination.</param>
/// <param name="oldAfter">What waits or fails for longer is told.</param>
public sealed class MemoryFindings(DateTimeOffset now, TimeSpan oldAfter)
{
    /// <summary>Weighs what is remembered of a folder that no row has. One that is there may be about to be recorded, or is only observed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isGone">It is not there.</param>
    /// <returns>The finding, or null.</returns>
    public static ExaminedFinding? Of(RememberedFolder folder, bool isGone) => !isGone
        ? null
        : new ExaminedFinding(new DatabaseFinding
        {
            Severity = FindingSeverity.Information,
            Check = DatabaseCheck.Memory,
            Subject = folder.Path,
            Text = $"'{folder.Path}' is remembered ({string.Join(", ", folder.Tables)}), and there is neither a row nor a folder of that name.",
            Repair = FileFindings.RepairCommand,
            IsSafe = true,
        })
        { File = new FileRepair(FileRepairKind.ForgetFolder, folder.Path) };

    /// <summary>Weighs a dataset whose checks fail.</summary>
    /// <param name="record">What is known of it.</param>
    /// <param name="limit">Failures after which it is left alone.</param>
    /// <returns>The finding, or null.</returns>
    public ExaminedFinding? Of(QuarantineRecord record, int limit) => record.Failures < limit || now - record.Since < oldAfter
        ? null
        : new ExaminedFinding(new DatabaseFinding
        {
            Severity = FindingSeverity.Information,
            Check = DatabaseCheck.Quarantine,
            Subject = record.Path,
            Text = string.Create(
                CultureInfo.InvariantCulture,
                $"'{record.Path}' was last tried on {record.Since:yyyy-MM-dd} and is left alone until its folder changes: {record.Reason} Put that right, and run Invoke-StatusCheck."),
        });

    /// <summary>Weighs messages that wait to be sent.</summary>
    /// <param name="waiting">How many.</param>
    /// <param name="oldest">When the oldest came up.</param>
    /// <returns>The finding, or null.</returns>
    public ExaminedFinding? OfOutbox(long waiting, DateTimeOffset? oldest) => oldest is not { } since || now - since < oldAfter
        ? null
        : new ExaminedFinding(new DatabaseFinding
        {
            Severity = FindingSeverity.Information,
            Check = DatabaseCheck.Outbox,
            Subject = "outbox",
            Text = string.Create(CultureInfo.InvariantCulture, $"{waiting} messages wait to be sent, the oldest since {since:yyyy-MM-dd HH:mm} UTC."),
        });
}
