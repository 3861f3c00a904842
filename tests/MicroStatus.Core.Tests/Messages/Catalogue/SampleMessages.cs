using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Core.Tests.Messages.Catalogue;

/// <summary>Every message that the composers make, of one dataset.</summary>
internal static class SampleMessages
{
    public static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    public static MessageCatalogue Catalogue { get; } = new(new MessageSettings());

    public static MessageSubject Subject(string name = "8257_try2_stack1", string? instrument = "mesoSPIM 1", long id = 7) =>
        new($"{name}", $"/fast/Acquire/RSCM/{name}", $@"Z:\Acquire\RSCM\{name}", instrument, Now) { Id = id, Inode = 12 };

    public static AttentionReason Stalled => AttentionReason.Of(AttentionKind.Stalled, "", "No image for 20 minutes at z-layer 12.", "Look at the microscope.") with { Where = "z-layer 12" };

    public static AttentionReason Broken(string file) => AttentionReason.Of(AttentionKind.BrokenFile, file, $"Broken TIFF in layer 3, colour 488: {file} (empty).", "Copy it again.") with
    {
        Names = [file],
        Where = "z-layer 3, colour 488",
    };

    public static IEnumerable<OutboxMessage> OfDataset(MessageSubject subject, MessageCatalogue? catalogue = null)
    {
        catalogue ??= Catalogue;
        var imaging = new ImagingMessages(catalogue);
        var attention = new AttentionMessages(catalogue);
        var processing = new ProcessingMessages(catalogue);
        var moves = new MoveMessages(catalogue);
        var reason = MessageValue.Sentence("it ended with code 1");
        return
        [
            imaging.Started(subject),
            imaging.Finished(subject),
            imaging.Resumed(subject),
            imaging.DemoIgnored(subject),
            .. attention.Of(subject, [Stalled, Broken("a_col1.tif"), new AttentionReason(AttentionKind.Metadata, "", "vs_series.dat has no grid_cols.")]),
            attention.Quarantined(subject, 5, $"Access to the path '{subject.Path}/vs_series.dat' is denied."),
            new MontageMessages(catalogue).Made(subject, Now, [Montage("488"), Montage("561") with { Missing = ["tile 7: not there"] }, Montage(TileMontage.ColorChannel)], "stitched_maxips/x.png"),
            new MontageMessages(catalogue).Failed(subject, Now, "two tiles differ in size"),
            processing.Started(subject, Now),
            processing.StitchingFailed(subject, "00007_x.txt", Now, reason),
            processing.StitchingStuck(subject, Now.AddMinutes(-30), MessageValue.Sentence("42 of 90 tasks are done"), new Uri("http://node1:8787/")),
            processing.DenoisingStuck(subject, Now.AddHours(-3), MessageValue.Empty),
            processing.ImarisBuildStuck(subject, Now.AddHours(-3), MessageValue.Sentence("job_1.ims.part grows", "job_1.ims.part")),
            processing.ImarisFileBroken(subject, "x.ims", Now, MessageValue.Sentence("It holds no group", [])),
            processing.ImarisFileBuilt(subject, "x.ims", Now),
            processing.Finished(subject, Now),
            moves.Moved(subject, "run1"),
            moves.Failed(subject, "run1", MessageValue.Sentence("rclone failed"), @"Z:\tmp\move_jobs\logs\x.log"),
            moves.PublishFailed(subject, "x.ims", Now, reason),
            processing.AnalysisTaskCreated(subject, @"H:\CBI\Iana\json\deneb_settings1.json"),
            new UsageMessages(catalogue).NotReported(subject, MessageValue.Sentence("No machine is known for it")),
        ];
    }

    public static TileMontage Montage(string channel, int? shutter = 0, int? rotation = 0) => new()
    {
        Name = "KC34",
        Channel = channel,
        Shutter = shutter,
        Rotation = rotation,
        Rows = 2,
        Columns = 3,
        Width = 6144,
        Height = 4096,
        Type = "uint16",
        PreviewPath = "/fast/KC34/stitched_maxips/x.png",
    };

    public static IEnumerable<OutboxMessage> OfStore(string store, DateTimeOffset now)
    {
        var storage = new StorageMessages(Catalogue);
        var usage = new StorageUsage { Store = store, Root = "/fast", WindowsRoot = "Z:", Size = 1000, Used = 910, Free = 90, FullAt = now.AddDays(3) };
        return
        [
            storage.Absent(store, "/fast", "/fast is not mounted.", now),
            storage.Warning(usage with { Level = StorageLevel.First }, now),
            storage.Warning(usage with { Level = StorageLevel.Second }, now),
            storage.Warning(usage with { Level = StorageLevel.Critical }, now),
            storage.TrashEmptied(store, 5_000_000_000, MessageValue.Empty, now),
        ];
    }

    public static IEnumerable<OutboxMessage> Written() =>
    [
        Catalogue.ComposeText(MessageKind.DailySummary, MessageKey.Of("lab", MessageKind.DailySummary, "2026-09-14"), MessageValue.Plain("Imaged: 3.")),
        Catalogue.ComposeText(MessageKind.Free, MessageKey.Of("lab", MessageKind.Free, "1"), MessageValue.Plain("The lab closes at noon.")),
    ];

    public static IEnumerable<OutboxMessage> All() => [.. OfDataset(Subject()), .. OfStore("FastStore", Now), .. Written()];
}
