using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Messages;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class MessagesStepTests : IAsyncDisposable
{
    private readonly CheckLab _lab = new();
    private readonly SlackServer _server = new();
    private readonly HttpClient _http = LabHttp.Create();

    public MessagesStepTests()
    {
        _lab.Settings = _lab.Settings with
        {
            Messages = _lab.Settings.Messages with { MessagesEnabled = true, SlackAddress = _server.Address.ToString(), MostPerSecond = 10_000, FirstPause = TimeSpan.Zero, SettleTime = TimeSpan.Zero },
            Secrets = SlackBench.Settings(_server.Address.ToString(), _server.Token, SlackBench.Lab).Secrets,
        };
        _lab.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        Connect();
    }

    public async ValueTask DisposeAsync()
    {
        _lab.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_a_check_decides_is_said_by_the_same_check_as_its_last_step()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        var report = await _lab.CheckAsync();
        Assert.Equal(CheckStep.Messages, report.Steps[^1].Step);
        Assert.Equal((CheckStepState.Done, "Delivered: 1."), (report.Steps[^1].State, report.Steps[^1].Note));
        Assert.Contains("8257_stack1", Assert.Single(_server.Accepted).Text, StringComparison.Ordinal);
        Assert.Null(Step(await _lab.CheckAsync()).Note);
    }

    [Fact]
    public async Task A_preview_sends_nothing_and_says_how_many_messages_wait()
    {
        await LeaveAMessageAsync();
        Assert.Equal("Waiting: 1. Not sent in this mode.", Step(await _lab.CheckAsync(whatIf: true)).Note);
        Assert.Empty(_server.Accepted);
    }

    [Fact]
    public async Task In_observe_mode_nothing_is_sent()
    {
        await LeaveAMessageAsync();
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Observe } };
        Assert.Equal("Waiting: 1. Not sent in this mode.", Step(await _lab.CheckAsync()).Note);
        Assert.Empty(_server.Accepted);
    }

    [Fact]
    public async Task A_channel_that_refuses_is_told_in_the_report_and_the_log_once()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        _server.Token = "xoxb-another";
        var observer = new Listener();
        var told = Assert.Single((await _lab.CheckAsync(observer: observer)).Problems);
        Assert.Equal((CheckStep.Messages, "messages", "MessagesRefused"), (told.Step, told.Name, Assert.IsType<StatusException>(told.Cause).ErrorId));
        Assert.Contains("invalid_auth", told.Text, StringComparison.Ordinal);
        Assert.Contains("Messages wait", told.Text, StringComparison.Ordinal);

        _lab.Advance(1);
        var again = await _lab.CheckAsync();
        Assert.Empty(again.Problems);
        Assert.StartsWith("Waiting: 1. Slack refuses", Step(again).Note, StringComparison.Ordinal);
        Assert.Single(Log().Split('\n'), line => line.Contains("[ERR]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_is_refused_is_told_in_the_report_with_what_it_says()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        _server.Planned.Next(SlackBench.Post, SlackFault.Refuse("msg_too_long"));
        var told = Assert.Single((await _lab.CheckAsync()).Problems);
        Assert.Equal((CheckStep.Messages, "8257_stack1", null), (told.Step, told.Name, told.Cause));
        Assert.Contains("msg_too_long", told.Text, StringComparison.Ordinal);
        Assert.Contains("has started", told.Text, StringComparison.Ordinal);
        Assert.Empty((await _lab.CheckAsync()).Problems);
    }

    [Fact]
    public async Task Without_an_account_the_check_is_well_and_says_once_what_is_missing()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        _lab.Settings = _lab.Settings with { Secrets = new Secrets() };
        Connect();
        var told = Assert.Single((await _lab.CheckAsync()).Problems);
        Assert.Contains("SLACK_TOKEN and SLACK_CHANNEL", told.Text, StringComparison.Ordinal);
        Assert.Null(told.Cause);
        Assert.Empty((await _lab.CheckAsync()).Problems);
        Assert.Equal(OutboxState.Pending, Entry().State);
    }

    private static CheckStepResult Step(StatusCheckReport report) => report.Steps.Single(step => step.Step == CheckStep.Messages);

    private void Connect() => _lab.Backend.OpenAnyChat = settings => new SlackChat(settings, _http, TimeProvider.System);

    private OutboxEntry Entry()
    {
        using var database = _lab.Open();
        return Assert.Single(database.Outbox.Find(new OutboxFilter(), CheckLab.Cancellation));
    }

    private async Task LeaveAMessageAsync()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        _server.Planned.Next(SlackBench.Post, SlackFault.TooMany("300"));
        await _lab.CheckAsync();
    }

    private string Log() => string.Concat(Directory.GetFiles(Path.Join(_lab.Root, "log")).Select(File.ReadAllText));
}
