using System.Reflection;
using MicroStatus.Configuration;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Core.Tests.Messages.Catalogue;

public sealed class MessageCatalogueTests
{
    public static TheoryData<string, MessageSeverity, string> Kinds => new()
    {
        { MessageKind.ImagingStarted, MessageSeverity.Information, @"Imaging of N has started on mesoSPIM 1. Z:\N" },
        { MessageKind.ImagingFinished, MessageSeverity.Information, @"Imaging of N has finished on mesoSPIM 1. Z:\N" },
        { MessageKind.ImagingPaused, MessageSeverity.Warning, @"Imaging of N has paused on mesoSPIM 1. No image for 20 minutes at z-layer 12. Look at the microscope. Z:\N" },
        { MessageKind.ImagingResumed, MessageSeverity.Information, @"Imaging of N has resumed on mesoSPIM 1. Z:\N" },
        { MessageKind.BrokenTiff, MessageSeverity.Warning, @"N on mesoSPIM 1 has broken images. Broken TIFF in layer 3, colour 488: a_col1.tif (empty). Copy it again. Z:\N" },
        { MessageKind.NeedsAttention, MessageSeverity.Warning, @"N on mesoSPIM 1 needs attention. vs_series.dat has no grid_cols. Z:\N" },
        { MessageKind.DemoIgnored, MessageSeverity.Information, @"N is a demo dataset: recorded, and never touched. Z:\N" },
        {
            MessageKind.Quarantined,
            MessageSeverity.Warning,
            @"N could not be checked 5 times in a row and is left alone until its folder changes: Access to the path 'Z:\N\vs_series.dat' is denied. "
                + @"Remove the cause; from time to time it is tried again even if the folder stays as it is. Z:\N"
        },
        { MessageKind.ProcessingStarted, MessageSeverity.Information, @"Processing of N has started. Z:\N" },
        { MessageKind.StitchingFailed, MessageSeverity.Warning, @"Stitching of N has failed: it ended with code 1. Look at the stitching log of 00007_x.txt, remove the cause and stitch it again with Start-DatasetProcessing -Force. Z:\N" },
        {
            MessageKind.StitchingStuck,
            MessageSeverity.Warning,
            "Stitching of N may be stuck: no progress for 30 minutes. 42 of 90 tasks are done. It shows its work at http://node1:8787/. "
                + @"Look at the jobs of the stitching cluster; restart what has stopped. Progress resumes it by itself. Z:\N"
        },
        {
            MessageKind.DenoisingStuck,
            MessageSeverity.Warning,
            @"Denoising of N may be stuck: no progress for 3 hours. Look at the denoising job and at what waits before it; restart what has stopped. Progress resumes it by itself. Z:\N"
        },
        {
            MessageKind.ImarisBuildStuck,
            MessageSeverity.Warning,
            "The Imaris build of N may be stuck: no progress for 3 hours. job_1.ims.part grows. "
                + @"Look at the job that writes the file; if it has stopped, remove what it left half written and begin it again with Start-DatasetProcessing -Force. Progress resumes it by itself. Z:\N"
        },
        {
            MessageKind.ImarisFileBroken,
            MessageSeverity.Warning,
            @"The Imaris file of N is broken: x.ims. It holds no group. Delete the file and build it again with Start-DatasetProcessing -Force; the images that it is made of are still there. Z:\N"
        },
        { MessageKind.ImarisFileBuilt, MessageSeverity.Information, @"The Imaris file of N is built: x.ims in Z:\N" },
        { MessageKind.ProcessingFinished, MessageSeverity.Information, @"Processing of N has finished. Z:\N" },
        { MessageKind.Moved, MessageSeverity.Information, @"N has moved to Hive. Z:\N" },
        {
            MessageKind.MoveFailed,
            MessageSeverity.Warning,
            @"N could not be moved to Hive: rclone failed. Nothing was deleted. The log is Z:\tmp\move_jobs\logs\x.log. Remove the cause and start the move again. Z:\N"
        },
        { MessageKind.PublishFailed, MessageSeverity.Warning, @"N could not be published: it ended with code 1. x.ims is where it was. Remove the cause and publish it again. Z:\N" },
        {
            MessageKind.MontageMade,
            MessageSeverity.Information,
            @"The montage of N on mesoSPIM 1 is made: channels 488 and 561, 2 rows × 3 columns. Black places: 561 tile 7: not there. stitched_maxips\x.png in Z:\N"
        },
        { MessageKind.MontageFailed, MessageSeverity.Information, @"The montage of N on mesoSPIM 1 could not be made: two tiles differ in size. Remove the cause and make it with New-TileMontage. Z:\N" },
        { MessageKind.AnalysisTaskCreated, MessageSeverity.Information, @"An analysis task was created for N: H:\CBI\Iana\json\deneb_settings1.json. Z:\N" },
        {
            MessageKind.UsageNotReported,
            MessageSeverity.Warning,
            @"The microscope time of N on mesoSPIM 1 could not be reported: No machine is known for it. Remove the cause, or enter the time by hand; it is tried again by itself. Z:\N"
        },
        { MessageKind.StoreAbsent, MessageSeverity.Critical, "FastStore is not there: /fast is not mounted. Decisions about its datasets wait until it is back. Look at the mount." },
        { MessageKind.StorageFirst, MessageSeverity.Warning, @"FastStore is 91 % used, 90 bytes free. At the present rate it is full in 3 days, on 2026-09-17. Delete or move away what nobody needs below Z:\." },
        { MessageKind.StorageSecond, MessageSeverity.Warning, @"FastStore is 91 % used, 90 bytes free. At the present rate it is full in 3 days, on 2026-09-17. Delete or move away what nobody needs below Z:\." },
        {
            MessageKind.StorageCritical,
            MessageSeverity.Critical,
            "FastStore is critically full: 91 % used, 90 bytes free. At the present rate it is full in 3 days, on 2026-09-17. "
                + @"Act now, before writing fails: delete or move away what nobody needs below Z:\."
        },
        { MessageKind.TrashEmptied, MessageSeverity.Information, "The trash of FastStore was emptied before its time, since the store is critically full: 5 GB freed." },
        { MessageKind.DailySummary, MessageSeverity.Information, "Imaged: 3." },
        { MessageKind.Free, MessageSeverity.Information, "The lab closes at noon." },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_says_its_text_and_the_channel_sees_what_needs_a_person(string kind, MessageSeverity severity, string text)
    {
        var message = Assert.Single(SampleMessages.All(), message => message.Kind == kind);
        Assert.Equal(text, message.Text.Replace(@"Acquire\RSCM\8257_try2_stack1", "N", StringComparison.Ordinal).Replace("8257_try2_stack1", "N", StringComparison.Ordinal));
        Assert.Equal((severity, severity != MessageSeverity.Information), (message.Severity, message.Broadcast));
    }

    [Fact]
    public void Every_kind_has_an_entry_and_every_entry_a_kind()
    {
        var kinds = typeof(MessageKind).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(kinds, SampleMessages.Catalogue.Entries.Select(entry => entry.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(kinds, SampleMessages.All().Select(message => message.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(kinds, Kinds.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.Matches("^[a-z]+(-[a-z]+)*$", kind));
    }

    [Fact]
    public void What_comes_from_folders_and_files_is_shown_as_code() =>
        Assert.All(SampleMessages.OfDataset(SampleMessages.Subject()), message =>
        {
            Assert.Contains("8257_try2_stack1", message.Code);
            Assert.Contains(@"Z:\Acquire\RSCM\8257_try2_stack1", message.Code);
            Assert.All(message.Code, name => Assert.Contains(name, message.Text, StringComparison.Ordinal));
            var words = message.Code.OrderByDescending(name => name.Length).Aggregate(message.Text, (text, name) => text.Replace(name, "", StringComparison.Ordinal));
            Assert.DoesNotMatch(@"\.(tif|txt|ims|log|json)|\\|mesoSPIM|/", words);
        });

    [Fact]
    public void Without_a_microscope_nothing_is_left_of_it() =>
        Assert.All(SampleMessages.OfDataset(SampleMessages.Subject(instrument: null)), message =>
        {
            Assert.DoesNotContain("  ", message.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@" on\b| [.,;:]|[\[\]{}]", message.Text);
        });

    [Theory]
    [InlineData("<!channel>")]
    [InlineData("*bold*")]
    [InlineData("two\nlines")]
    [InlineData("\u202Egnp.stack1")]
    [InlineData("{Name}")]
    [InlineData("[{Microscope}]")]
    [InlineData(" two  blanks ")]
    [InlineData("a|imaging-started|first")]
    [InlineData("300")]
    public void A_hostile_name_stays_a_name(string name)
    {
        name = name == "300" ? new string('x', 300) : name;
        Assert.All(SampleMessages.OfDataset(SampleMessages.Subject(name, instrument: name)), message =>
        {
            Assert.Contains(name, message.Code);
            Assert.Contains(name, message.Text, StringComparison.Ordinal);
            var words = message.Code.OrderByDescending(code => code.Length).Aggregate(message.Text, (text, code) => text.Replace(code, "", StringComparison.Ordinal));
            Assert.DoesNotContain(name.Trim(), words, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Keys_are_unique_across_kinds_datasets_and_stores()
    {
        string[] names = ["a", "a|imaging-started|first", "a|", "|a", "#7"];
        var messages = names.SelectMany((name, i) => SampleMessages.OfDataset(SampleMessages.Subject(name, id: i + 1)))
            .Concat(SampleMessages.OfStore("FastStore", SampleMessages.Now))
            .Concat(SampleMessages.OfStore("Hive", SampleMessages.Now))
            .Concat(SampleMessages.Written())
            .ToList();
        Assert.Equal(messages.Count, messages.Select(message => message.DeduplicationKey).Distinct(StringComparer.Ordinal).Count());
        Assert.All(messages, message => Assert.Equal(message.Kind, message.DeduplicationKey.Split('|')[^2]));
    }

    [Fact]
    public void A_message_worked_out_again_later_has_the_same_key()
    {
        var subject = SampleMessages.Subject();
        string[] byTheMoment =
        [
            MessageKind.ImagingFinished, MessageKind.ImagingResumed, MessageKind.ImagingPaused, MessageKind.BrokenTiff, MessageKind.NeedsAttention, MessageKind.Quarantined,
        ];
        var later = SampleMessages.OfDataset(subject with { Now = subject.Now.AddHours(1) }).ToDictionary(message => message.Kind, message => message.DeduplicationKey);
        Assert.All(SampleMessages.OfDataset(subject), message =>
            Assert.Equal(!byTheMoment.Contains(message.Kind), later[message.Kind] == message.DeduplicationKey));
        Assert.Equal(
            SampleMessages.OfDataset(subject).Select(message => message.DeduplicationKey),
            SampleMessages.OfDataset(subject with { Now = subject.Now.ToOffset(TimeSpan.FromHours(-4)) }).Select(message => message.DeduplicationKey));
    }

    [Fact]
    public void Rows_keep_their_keys_when_the_folder_is_renamed_and_episodes_cannot_be_mixed_up()
    {
        var moves = new MoveMessages(SampleMessages.Catalogue);
        Assert.Equal("#7|moved|run%7C1%25", moves.Moved(SampleMessages.Subject("a"), "run|1%").DeduplicationKey);
        Assert.Equal(moves.Moved(SampleMessages.Subject("a"), "1").DeduplicationKey, moves.Moved(SampleMessages.Subject("b"), "1").DeduplicationKey);
        Assert.NotEqual(moves.Moved(SampleMessages.Subject("a"), "1").DeduplicationKey, moves.Moved(SampleMessages.Subject("a"), "2").DeduplicationKey);
        Assert.Throws<InvalidOperationException>(() => moves.Moved(SampleMessages.Subject("a") with { Id = null }, "1"));
    }

    [Fact]
    public void A_lab_has_its_own_text()
    {
        var catalogue = Catalogue(MessageKind.ImagingPaused, "[Lab] {Name} steht[ ({Where})][, {Microscope}].");
        var message = Assert.Single(new AttentionMessages(catalogue).Of(SampleMessages.Subject("a", instrument: null), [SampleMessages.Stalled]));
        Assert.Equal("[Lab] a steht (z-layer 12).", message.Text);
        Assert.Equal(["a"], message.Code);
        Assert.Equal((MessageSeverity.Warning, true), (message.Severity, message.Broadcast));
        Assert.Equal("Imaging of a has started. ", new ImagingMessages(catalogue).Started(SampleMessages.Subject("a", instrument: null)).Text[..26]);
    }

    [Fact]
    public void Values_must_be_those_of_the_kind()
    {
        Assert.Throws<ArgumentException>(() => SampleMessages.Catalogue.Compose("imaging-begun", "k", SampleMessages.Subject()));
        Assert.Throws<ArgumentException>(() => SampleMessages.Catalogue.Compose(MessageKind.StitchingFailed, "k", SampleMessages.Subject()));
        Assert.Throws<ArgumentException>(() => SampleMessages.Catalogue.Compose(MessageKind.Moved, "k", SampleMessages.Subject(), ("Reason", MessageValue.Plain("x"))));
        Assert.Throws<ArgumentException>(() => Catalogue("imaging-begun", "x"));
        Assert.Throws<ArgumentException>(() => Catalogue(MessageKind.Moved, "{Nmae}"));
    }

    private static MessageCatalogue Catalogue(string kind, string text) => new(new MessageSettings { Texts = new Dictionary<string, string> { [kind] = text } });
}
