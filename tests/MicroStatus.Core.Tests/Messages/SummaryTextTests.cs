using CsCheck;
using MicroStatus.Configuration;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Messages.Summary;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Messages;

public sealed class SummaryTextTests
{
    private const int SlackShows = 3000;

    private static readonly DateTimeOffset Now = new(2026, 9, 14, 9, 2, 0, TimeSpan.FromHours(-4));

    private static readonly DailySummary Quiet = new() { Period = new SummaryPeriod("2026-09-14", Now.AddDays(-1), Now) };

    private static readonly StorageUsage Store = new()
    {
        Store = "FastStore",
        Root = "/CBI_FastStore",
        WindowsRoot = "Z:",
        Size = 100_000_000_000_000,
        Used = 87_000_000_000_000,
        Free = 13_000_000_000_000,
        Percent = 87,
        IsPresent = true,
    };

    [Fact]
    public void Every_part_has_its_line()
    {
        var summary = Quiet with
        {
            Imaged = [new SummaryDataset(1, "8257_try2_stack1"), new SummaryDataset(2, "KC34")],
            Imaging =
            [
                new SummaryImaging(3, "KC35", "mesoSPIM 1", 42.3, Now.AddHours(5)),
                new SummaryImaging(4, "KC36", null, null, null),
            ],
            Moved = [new SummaryDataset(5, "KC30")],
            Waiting =
            [
                new SummaryWaiting(6, "KC31", Now.AddHours(-7)) { Why = ["No new ribbon for 25 minutes.", "Another reason.", "A third."] },
                new SummaryWaiting(7, "KC32", null),
            ],
            Stores = [Store with { ChangeInADay = 1_200_000_000_000, GrowthPerDay = 1_100_000_000_000, FullAt = Now.AddHours(270) }],
        };
        Assert.Equal(
            """
            Summary of 2026-09-13 09:02 to 2026-09-14 09:02
            Imaged: 2 (8257_try2_stack1, KC34)
            Being imaged: 2
            • KC35 on mesoSPIM 1: 42 %, expected end 2026-09-14 14:02
            • KC36: share unknown, expected end unknown
            Processed: none
            Moved to Hive: 1 (KC30)
            Waiting for a person: 2
            • KC31 since 2026-09-14 02:02: No new ribbon for 25 minutes. And 2 more reasons.
            • KC32: the reason was not noted.
            FastStore: 87 % used, 13 TB free, +1.2 TB in a day; full in 11.3 days at the present rate (2026-09-25 15:02)
            """.ReplaceLineEndings("\n"),
            summary.Text);
    }

    [Fact]
    public void A_store_says_what_is_not_known_of_it()
    {
        Assert.EndsWith("\nFastStore: 87 % used, 13 TB free; too little is known for a forecast", TextOf(Store), StringComparison.Ordinal);
        Assert.EndsWith("13 TB free, -2 TB in a day; not filling up at the present rate", TextOf(Store with { ChangeInADay = -2_000_000_000_000, GrowthPerDay = 0 }), StringComparison.Ordinal);
        Assert.EndsWith("\nFastStore: /CBI_FastStore is not mounted.", TextOf(Store with { Free = null, IsPresent = false, Reason = "/CBI_FastStore is not mounted." }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_are_shown_as_code_and_it_pages_nobody()
    {
        var message = new SummaryMessages(new MessageCatalogue(new MessageSettings())).Of(Quiet with { Imaged = [new SummaryDataset(1, "<!channel>")], Moved = [new SummaryDataset(1, "<!channel>")] }, "summary|2026-09-14");
        Assert.Equal(["<!channel>"], message.Code);
        Assert.Equal(("summary|2026-09-14", "daily-summary", MessageSeverity.Information, false), (message.DeduplicationKey, message.Kind, message.Severity, message.Broadcast));
    }

    [Fact]
    public void Of_long_lists_the_rest_is_counted_and_short_ones_stay_whole()
    {
        var text = (Quiet with
        {
            Imaged = [.. Enumerable.Range(1, 3).Select(i => new SummaryDataset(i, $"short{i}"))],
            Waiting = [.. Enumerable.Range(1, 400).Select(i => new SummaryWaiting(i, $"dataset{i:000}_stack1", Now) { Why = ["Broken ribbon in layer 12, colour 488."] })],
        }).Text;
        Assert.InRange(text.Length, SlackShows - 300, SlackShows - 50);
        Assert.Contains("Imaged: 3 (short1, short2, short3)", text, StringComparison.Ordinal);
        Assert.Contains("Waiting for a person: 400\n• dataset001_stack1 since", text, StringComparison.Ordinal);
        var shown = text.Split("• dataset").Length - 1;
        Assert.Contains($"\n• and {400 - shown} more", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_lab_fits_and_every_list_shows_how_many_it_has()
    {
        var name = Gen.String[Gen.Char, 0, 300];
        var dataset = Gen.Select(Gen.Long, name, (id, text) => new SummaryDataset(id, text)).List[0, 400];
        var waiting = Gen.Select(name, name.List[0, 3], (text, why) => new SummaryWaiting(1, text, Now) { Why = why }).List[0, 300];
        var imaging = name.Select(text => new SummaryImaging(1, text, text, 1, Now)).List[0, 300];
        Gen.Select(dataset, waiting, imaging).Sample(
            (datasets, waits, images) =>
            {
                var text = (Quiet with { Imaged = datasets, Processed = datasets, Moved = datasets, Waiting = waits, Imaging = images, Stores = [Store, Store] }).Text;
                Assert.InRange(text.Length, 1, SlackShows);
                Assert.Contains(waits.Count == 0 ? "Waiting for a person: none" : FormattableString.Invariant($"Waiting for a person: {waits.Count}"), text, StringComparison.Ordinal);
                Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
                return true;
            },
            iter: 60);
    }

    private static string TextOf(StorageUsage store) => (Quiet with { Stores = [store] }).Text;
}
