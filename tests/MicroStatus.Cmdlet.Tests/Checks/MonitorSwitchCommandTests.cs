using MicroStatus.Checks;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Checks;

public sealed class MonitorSwitchCommandTests : IDisposable
{
    private static readonly DatasetEvent OfMonitor = new()
    {
        Time = new DateTimeOffset(2026, 9, 14, 11, 30, 0, TimeSpan.Zero),
        Id = 12,
        Name = "8257_try2_stack1",
        Kind = EventKind.External,
        Field = "ribbons_finished",
        From = "10",
        To = "20",
        Who = ColumnAuthors.Monitor,
    };

    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public MonitorSwitchCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(EnableStatusCheckCommand), typeof(DisableStatusCheckCommand));
        _backend.Database.State = new MonitorState(CheckMode.Observe, null, null);
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void Taking_over_asks_and_records_the_moment()
    {
        _runner.Host.Answers.Enqueue("Yes");
        var result = _runner.Run("Enable-StatusCheck");
        Assert.Contains("Observe -> Active", Assert.Single(result.Questions), StringComparison.Ordinal);
        var state = Assert.Single(result.Of<MonitorState>());
        Assert.Equal((CheckMode.Active, _backend.Time.GetUtcNow()), (state.Mode, state.Since));
        Assert.Equal(state, _backend.Database.State);
    }

    [Fact]
    public void What_if_and_a_no_change_nothing()
    {
        Assert.Empty(_runner.Run("Enable-StatusCheck -WhatIf").Output);
        Assert.Null(_backend.Database.CurrentLease);
        _runner.Host.Answers.Enqueue("No");
        Assert.Empty(_runner.Run("Enable-StatusCheck").Output);
        Assert.Equal(CheckMode.Observe, _backend.Database.State.Mode);
    }

    [Fact]
    public void Another_monitor_refuses_it_by_name_and_force_overrules()
    {
        _backend.Database.External.Add(OfMonitor);
        var refused = _runner.Run("Enable-StatusCheck -Confirm:$false");
        Assert.Equal(["OtherMonitorActive,MicroStatus.Checks.EnableStatusCheckCommand"], refused.ErrorIds);
        Assert.Contains("#12 8257_try2_stack1: ribbons_finished 10 -> 20", refused.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(CheckMode.Observe, _backend.Database.State.Mode);
        Assert.Equal(CheckMode.Active, Assert.Single(_runner.Run("Enable-StatusCheck -Force -Confirm:$false").Of<MonitorState>()).Mode);
    }

    [Fact]
    public void A_short_watch_is_warned_of() =>
        Assert.Contains("less than 60 minutes", Assert.Single(_runner.Run("Enable-StatusCheck -Confirm:$false").Warnings), StringComparison.Ordinal);

    [Fact]
    public void Going_back_and_forth_where_one_is_already_changes_nothing()
    {
        Assert.Equal(CheckMode.Observe, Assert.Single(_runner.Run("Disable-StatusCheck").Of<MonitorState>()).Mode);
        _runner.Run("Enable-StatusCheck -Confirm:$false");
        var since = _backend.Database.State.Since;
        _backend.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(since, Assert.Single(_runner.Run("Enable-StatusCheck").Of<MonitorState>()).Since);
        Assert.Empty(_runner.Run("Disable-StatusCheck -WhatIf").Output);
        Assert.Equal(CheckMode.Active, _backend.Database.State.Mode);
        Assert.Equal(CheckMode.Observe, Assert.Single(_runner.Run("Disable-StatusCheck").Of<MonitorState>()).Mode);
    }
}
