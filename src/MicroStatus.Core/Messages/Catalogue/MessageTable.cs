namespace MicroStatus.Messages.Catalogue;

/// <summary>The built-in texts, one entry a kind (lab.md §10).</summary>
internal static class MessageTable
{
    /// <summary>The dataset's name.</summary>
    public const string Name = "Name";

    /// <summary>The folder as Windows machines show it.</summary>
    public const string Folder = "Folder";

    /// <summary>The microscope.</summary>
    public const string Microscope = "Microscope";

    /// <summary>What is wrong, a sentence or more.</summary>
    public const string Reason = "Reason";

    /// <summary>What to do about it, a sentence.</summary>
    public const string NextStep = "NextStep";

    /// <summary>The place within an acquisition or a stage: a z-layer, a tile, a job.</summary>
    public const string Where = "Where";

    /// <summary>A file, by its name; a log by its whole path.</summary>
    public const string File = "File";

    /// <summary>How often something failed.</summary>
    public const string Failures = "Failures";

    /// <summary>How long there has been no progress.</summary>
    public const string Silence = "Silence";

    /// <summary>An address where a stage can be looked at.</summary>
    public const string Address = "Address";

    /// <summary>The channels of a montage.</summary>
    public const string Channels = "Channels";

    /// <summary>Rows and columns of a montage.</summary>
    public const string Grid = "Grid";

    /// <summary>Places of a montage that have no picture, a sentence.</summary>
    public const string Missing = "Missing";

    /// <summary>A store's name.</summary>
    public const string Store = "Store";

    /// <summary>Used space in percent.</summary>
    public const string Percent = "Percent";

    /// <summary>Free space.</summary>
    public const string Free = "Free";

    /// <summary>When a store will be full.</summary>
    public const string Forecast = "Forecast";

    /// <summary>The whole text.</summary>
    public const string Text = "Text";

    private static readonly Dictionary<string, MessageEntry> ByKind;

    static MessageTable() => ByKind = Entries.ToDictionary(entry => entry.Kind, StringComparer.Ordinal);

    /// <summary>All kinds, in the order of a dataset's life.</summary>
    public static IReadOnlyList<MessageEntry> Entries { get; } =
    [
        // Imaging
        News(MessageKind.ImagingStarted, "Imaging of {Name} has started[ on {Microscope}]. {Folder}"),
        News(MessageKind.ImagingFinished, "Imaging of {Name} has finished[ on {Microscope}]. {Folder}"),
        Trouble(MessageKind.ImagingPaused, "Imaging of {Name} has paused[ on {Microscope}]. {Reason}[ {NextStep}] {Folder}", May(NextStep), May(Where)),
        News(MessageKind.ImagingResumed, "Imaging of {Name} has resumed[ on {Microscope}]. {Folder}"),
        Trouble(MessageKind.BrokenTiff, "{Name}[ on {Microscope}] has broken images. {Reason}[ {NextStep}] {Folder}", May(NextStep), May(Where)),
        Trouble(MessageKind.NeedsAttention, "{Name}[ on {Microscope}] needs attention. {Reason}[ {NextStep}] {Folder}", May(NextStep), May(Where)),
        News(MessageKind.DemoIgnored, "{Name} is a demo dataset: recorded, and never touched. {Folder}"),
        Trouble(
            MessageKind.Quarantined,
            "{Name} could not be checked {Failures} times in a row and is left alone until its folder changes: {Reason} "
                + "Remove the cause; from time to time it is tried again even if the folder stays as it is. {Folder}",
            Must(Failures)),

        // Tiles
        News(
            MessageKind.MontageMade,
            "The montage of {Name}[ on {Microscope}] is made: {Channels}, {Grid}.[ {Missing}] {File} in {Folder}",
            Must(Channels),
            Must(Grid),
            May(Missing),
            Must(File)),
        News(
            MessageKind.MontageFailed,
            "The montage of {Name}[ on {Microscope}] could not be made: {Reason} Remove the cause and make it with New-TileMontage. {Folder}",
            Must(Reason)),

        // Processing
        News(MessageKind.ProcessingStarted, "Processing of {Name} has started. {Folder}"),
        Trouble(
            MessageKind.StitchingFailed,
            "Stitching of {Name} has failed: {Reason} Look at the stitching log of {File}, remove the cause and stitch it again with Start-DatasetProcessing -Force. {Folder}",
            Must(File)),
        Stuck(MessageKind.StitchingStuck, "Stitching of {Name} may be stuck", "Look at the jobs of the stitching cluster; restart what has stopped."),
        Stuck(MessageKind.DenoisingStuck, "Denoising of {Name} may be stuck", "Look at the denoising job and at what waits before it; restart what has stopped."),
        Stuck(MessageKind.ImarisBuildStuck, "The Imaris build of {Name} may be stuck", "Look at the job that writes the file; if it has stopped, remove what it left half written and begin it again with Start-DatasetProcessing -Force."),
        Trouble(
            MessageKind.ImarisFileBroken,
            "The Imaris file of {Name} is broken: {File}. {Reason} Delete the file and build it again with Start-DatasetProcessing -Force; the images that it is made of are still there. {Folder}",
            Must(File)),
        News(MessageKind.ImarisFileBuilt, "The Imaris file of {Name} is built: {File} in {Folder}", Must(File)),
        News(MessageKind.ProcessingFinished, "Processing of {Name} has finished. {Folder}"),

        // Moves and what follows
        News(MessageKind.Moved, "{Name} has moved to Hive. {Folder}"),
        Trouble(
            MessageKind.MoveFailed,
            "{Name} could not be moved to Hive: {Reason} Nothing was deleted.[ The log is {File}.] Remove the cause and start the move again. {Folder}",
            May(File)),
        Trouble(
            MessageKind.PublishFailed,
            "{Name} could not be published: {Reason} {File} is where it was. Remove the cause and publish it again. {Folder}",
            Must(File)),
        News(MessageKind.AnalysisTaskCreated, "An analysis task was created for {Name}: {File}. {Folder}", Must(File)),
        Trouble(
            MessageKind.UsageNotReported,
            "The microscope time of {Name}[ on {Microscope}] could not be reported: {Reason} Remove the cause, or enter the time by hand; it is tried again by itself. {Folder}"),

        // Stores
        About(
            MessageKind.StoreAbsent,
            MessageSeverity.Critical,
            "{Store} is not there: {Reason} Decisions about its datasets wait until it is back. Look at the mount.",
            Must(Store),
            Must(Reason)),
        Shortage(MessageKind.StorageFirst, MessageSeverity.Warning, "{Store} is {Percent} % used, {Free} free.[ {Forecast}] Delete or move away what nobody needs below {Folder}."),
        Shortage(MessageKind.StorageSecond, MessageSeverity.Warning, "{Store} is {Percent} % used, {Free} free.[ {Forecast}] Delete or move away what nobody needs below {Folder}."),
        Shortage(
            MessageKind.StorageCritical,
            MessageSeverity.Critical,
            "{Store} is critically full: {Percent} % used, {Free} free.[ {Forecast}] Act now, before writing fails: delete or move away what nobody needs below {Folder}."),
        About(
            MessageKind.TrashEmptied,
            MessageSeverity.Information,
            "The trash of {Store} was emptied before its time, since the store is critically full: {Free} freed.[ {Reason}]",
            Must(Store),
            Must(Free),
            May(Reason)),

        // Written elsewhere as a whole
        About(MessageKind.DailySummary, MessageSeverity.Information, "{Text}", new MessagePlaceholder(Text, IsNeeded: true)),
        About(MessageKind.Free, MessageSeverity.Information, "{Text}", new MessagePlaceholder(Text, IsNeeded: true)),
    ];

    /// <summary>Finds a kind.</summary>
    /// <param name="kind">Its word.</param>
    /// <returns>The entry, or null.</returns>
    public static MessageEntry? Find(string kind) => ByKind.GetValueOrDefault(kind);

    private static MessagePlaceholder[] OfDataset => [Must(Name), Must(Folder), May(Microscope)];

    private static MessagePlaceholder Must(string name) => new(name);

    private static MessagePlaceholder May(string name) => new(name, MayBeEmpty: true);

    private static MessageEntry News(string kind, string text, params MessagePlaceholder[] more) =>
        About(kind, MessageSeverity.Information, text, [.. OfDataset, .. more]);

    private static MessageEntry Trouble(string kind, string text, params MessagePlaceholder[] more) =>
        About(kind, MessageSeverity.Warning, text, [.. OfDataset, Must(Reason), .. more]);

    private static MessageEntry Stuck(string kind, string what, string nextStep) => About(
        kind,
        MessageSeverity.Warning,
        $"{what}: no progress for {{Silence}}.[ {{Where}}][ It shows its work at {{Address}}.] {nextStep} Progress resumes it by itself. {{Folder}}",
        [.. OfDataset, Must(Silence), May(Where), May(Address)]);

    private static MessageEntry Shortage(string kind, MessageSeverity severity, string text) =>
        About(kind, severity, text, Must(Store), Must(Percent), Must(Free), May(Forecast), Must(Folder));

    // What needs a person is shown in the channel; nothing else is.
    private static MessageEntry About(string kind, MessageSeverity severity, string text, params MessagePlaceholder[] placeholders) => new()
    {
        Kind = kind,
        Severity = severity,
        Broadcast = severity >= MessageSeverity.Warning,
        Text = text,
        Placeholders = placeholders,
    };
}
