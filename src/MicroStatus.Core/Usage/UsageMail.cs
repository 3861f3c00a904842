using MicroStatus.Datasets;

namespace MicroStatus.Usage;

/// <summary>What mail about a failed report says (lab.md §11). Pure.</summary>
public static class UsageMail
{
    /// <summary>The mail about a report that was posted and not accepted.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="json">What was posted.</param>
    /// <param name="reply">What came of it.</param>
    /// <param name="log">The file of the transmit log.</param>
    /// <param name="isTest">It fails on purpose.</param>
    /// <returns>The mail.</returns>
    public static MailText Of(Dataset row, string json, UsageReply reply, string log, bool isTest)
    {
        var subject = $"{(isTest ? "TEST: " : string.Empty)}Microscope time of {row.Name} could not be reported";
        string[] lines =
        [
            isTest ? "This is a test: it fails on purpose, nothing was posted, and nothing needs to be done." : "The scheduler did not take a report of microscope time.",
            string.Empty,
            $"Dataset:    {row.Name} (id {row.Id})",
            $"PI:         {row.Pi}",
            $"Microscope: {row.InstrumentId}",
            $"Report:     {json}",
            $"Answer:     {reply.Text}",
            $"Log:        {log}",
            string.Empty,
            reply.State == UsageReplyState.Unsure
                ? "Nobody knows whether the scheduler recorded it: look there before you enter the time by hand. It is tried again under the same number."
                : "It is tried again by itself, under the same number. No further mail is sent about this dataset.",
        ];
        return new MailText(subject.ReplaceLineEndings(" "), string.Join('\n', lines) + "\n");
    }
}
