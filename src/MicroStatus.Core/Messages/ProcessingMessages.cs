using System.Globalization;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Messages;

/// <summary>What is said about processing (lab.md §3, §4, §10, §12). Reasons that open a dataset's attention without a text of their own are <see cref="AttentionMessages"/>'.</summary>
/// <remarks>An episode is what the files or jobs themselves say (the moment a file was written, a job's name), so that the message that is
/// worked out again has the key of the first one.</remarks>
/// <param name="catalogue">The texts.</param>
public sealed class ProcessingMessages(MessageCatalogue catalogue)
{
    /// <summary>Processing has begun: stitching takes up an RSCM dataset's queue file, or the command of a mesoSPIM dataset was run.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="started">When: the queue file's time, or the intent's.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Started(MessageSubject subject, DateTimeOffset started) =>
        Message(subject, MessageKind.ProcessingStarted, MessageKey.At(started));

    /// <summary>A stitching job lies in the folder of failed ones.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="job">The name of its queue or job file.</param>
    /// <param name="failed">When it came there, as the file tells; another failure of the same job is another episode.</param>
    /// <param name="reason">What is known of the cause, in a sentence.</param>
    /// <returns>The message.</returns>
    public OutboxMessage StitchingFailed(MessageSubject subject, string job, DateTimeOffset failed, MessageValue reason) => Message(
        subject,
        MessageKind.StitchingFailed,
        $"{job}-{MessageKey.At(failed)}",
        (MessageTable.File, MessageValue.Code(job)),
        (MessageTable.Reason, reason));

    /// <summary>Stitching shows no progress.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="lastProgress">The last progress: it makes the episode.</param>
    /// <param name="where">Where it stands, in a sentence, or empty.</param>
    /// <param name="dashboard">The address where the cluster shows its work, or null.</param>
    /// <returns>The message.</returns>
    public OutboxMessage StitchingStuck(MessageSubject subject, DateTimeOffset lastProgress, MessageValue where, Uri? dashboard) =>
        Stuck(subject, MessageKind.StitchingStuck, lastProgress, where, dashboard);

    /// <summary>Denoising shows no progress on anything.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="lastProgress">The last progress: it makes the episode.</param>
    /// <param name="where">Where it stands, in a sentence, or empty.</param>
    /// <returns>The message.</returns>
    public OutboxMessage DenoisingStuck(MessageSubject subject, DateTimeOffset lastProgress, MessageValue where) =>
        Stuck(subject, MessageKind.DenoisingStuck, lastProgress, where, address: null);

    /// <summary>The Imaris build shows no progress.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="lastProgress">The last progress: it makes the episode.</param>
    /// <param name="where">Where it stands, in a sentence, for example which file does not grow; or empty.</param>
    /// <returns>The message.</returns>
    public OutboxMessage ImarisBuildStuck(MessageSubject subject, DateTimeOffset lastProgress, MessageValue where) =>
        Stuck(subject, MessageKind.ImarisBuildStuck, lastProgress, where, address: null);

    /// <summary>An Imaris file does not open, or lacks its data.</summary>
    /// <param name="subject">The dataset, with its id; its folder is the file's, as Windows machines show it.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="written">When it was last written: a file that is built anew is another episode.</param>
    /// <param name="reason">What is wrong with it, in a sentence.</param>
    /// <returns>The message.</returns>
    public OutboxMessage ImarisFileBroken(MessageSubject subject, string file, DateTimeOffset written, MessageValue reason) => Message(
        subject,
        MessageKind.ImarisFileBroken,
        $"{file}-{MessageKey.At(written)}",
        (MessageTable.File, MessageValue.Code(file)),
        (MessageTable.Reason, reason));

    /// <summary>An Imaris file is built and opens.</summary>
    /// <param name="subject">The dataset, with its id; its folder is the file's, as Windows machines show it.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="written">When it was last written.</param>
    /// <returns>The message.</returns>
    public OutboxMessage ImarisFileBuilt(MessageSubject subject, string file, DateTimeOffset written) => Message(
        subject,
        MessageKind.ImarisFileBuilt,
        $"{file}-{MessageKey.At(written)}",
        (MessageTable.File, MessageValue.Code(file)));

    /// <summary>Processing has ended: the final file opens where it belongs.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="written">When the final file was last written: it makes the episode.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Finished(MessageSubject subject, DateTimeOffset written) =>
        Message(subject, MessageKind.ProcessingFinished, MessageKey.At(written));

    /// <summary>An analysis task of a finished brain dataset was created: once a dataset.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="file">The task's file, as Windows machines show it.</param>
    /// <returns>The message.</returns>
    public OutboxMessage AnalysisTaskCreated(MessageSubject subject, string file) =>
        Message(subject, MessageKind.AnalysisTaskCreated, MessageKey.Once, (MessageTable.File, MessageValue.Code(file)));

    private OutboxMessage Stuck(MessageSubject subject, string kind, DateTimeOffset lastProgress, MessageValue where, Uri? address) => Message(
        subject,
        kind,
        MessageKey.At(lastProgress),
        (MessageTable.Silence, MessageValue.Plain(Silence(subject.Now - lastProgress))),
        (MessageTable.Where, where),
        (MessageTable.Address, MessageValue.Code(address?.AbsoluteUri)));

    private OutboxMessage Message(MessageSubject subject, string kind, string episode, params IReadOnlyList<(string, MessageValue)> values) =>
        catalogue.Compose(kind, subject.RowKey(kind, episode), subject, values);

    private static string Silence(TimeSpan span) => span.TotalMinutes < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalMinutes):0} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalHours):0} hours");
}
