using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Summary;

namespace MicroStatus.Cmdlet.Tests.Messages;

public sealed class SendStatusSummaryCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public SendStatusSummaryCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(SendStatusSummaryCommand));
        _backend.SettingsFiles.Settings = new StatusSettings { Messages = new MessageSettings { MostPerSecond = 10000 } };
        _backend.Files.AddFolder("/CBI_FastStore/Acquire/RSCM").AddFolder("/h20/Acquire");
        _backend.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        _backend.Database.Datasets.Add(new Dataset { Id = 1, Name = "done_stack1", ImagingStatus = ImagingStatus.Finished });
        _backend.Database.Datasets.Add(new Dataset { Id = 2, Name = "KC34", ImagingStatus = ImagingStatus.NeedsAttention, Attention = ["It stalled."] });
        Happened(1, hoursAgo: 30);
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void It_is_sent_and_says_nothing_at_the_prompt()
    {
        var result = _runner.Run("Send-StatusSummary");
        Assert.Empty(result.ErrorIds);
        Assert.Empty(result.Output);
        var text = Assert.Single(_backend.Chat.Messages).Content!.Text;
        Assert.Contains("\nImaged: none\n", text, StringComparison.Ordinal);
        Assert.Contains("\nWaiting for a person: 1\n• KC34: It stalled.\nFastStore: 40 % used", text, StringComparison.Ordinal);
        Assert.Equal(MessageKind.DailySummary, Assert.Single(_backend.Database.Outbox.Entries).Kind);
    }

    [Fact]
    public void It_is_not_the_summary_of_the_day()
    {
        _runner.Run("Send-StatusSummary");
        Assert.Null(SummaryRule.DayOf(Assert.Single(_backend.Database.Outbox.Entries).Key));
    }

    [Fact]
    public void It_covers_the_time_that_is_asked_for()
    {
        _runner.With("since", _backend.Time.GetUtcNow().AddHours(-31));
        var summary = Assert.Single(_runner.Run("Send-StatusSummary -Since $since -PassThru").Of<DailySummary>());
        Assert.Equal("done_stack1", Assert.Single(summary.Imaged).Name);
        Assert.Equal(_backend.Chat.Messages[0].Content!.Text, summary.Text);
    }

    [Theory]
    [InlineData(CheckMode.Active)]
    [InlineData(CheckMode.Observe)]
    public void What_if_shows_it_and_sends_nothing_in_any_mode(CheckMode mode)
    {
        _backend.Database.State = new MonitorState(mode, Since: null, CheckHost: null);
        var summary = Assert.Single(_runner.Run("Send-StatusSummary -WhatIf").Of<DailySummary>());
        Assert.Equal("KC34", Assert.Single(summary.Waiting).Name);
        Assert.Empty(_backend.Database.Outbox.Entries);
        Assert.Empty(_backend.Chat.Messages);
        Assert.DoesNotContain(DatabaseAccess.ReadWrite, _backend.DatabaseFilesOverride!.Opened);
    }

    [Fact]
    public void In_observe_mode_nothing_is_said()
    {
        _backend.Database.State = new MonitorState(CheckMode.Observe, Since: null, CheckHost: null);
        Assert.Equal(["MonitorObserves,MicroStatus.Messages.SendStatusSummaryCommand"], _runner.Run("Send-StatusSummary").ErrorIds);
    }

    [Fact]
    public void The_future_is_no_period()
    {
        _runner.With("since", _backend.Time.GetUtcNow().AddHours(1));
        Assert.Equal(["SummaryPeriodEmpty,MicroStatus.Messages.SendStatusSummaryCommand"], _runner.Run("Send-StatusSummary -Since $since").ErrorIds);
    }

    private void Happened(long id, double hoursAgo) => _backend.Database.Events.Add(new DatasetEvent
    {
        Time = _backend.Time.GetUtcNow().AddHours(-hoursAgo),
        Id = id,
        Name = "x",
        Kind = EventKind.Imaging,
        Field = "imaging_status",
        To = "finished",
    });
}
