using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class SlackRepeatTests : IAsyncLifetime
{
    private readonly SlackBench _bench = new();

    public static TheoryData<string> Repeatable => new("auth.test", "chat.update", "conversations.history", "conversations.replies");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task What_is_safe_to_repeat_waits_as_long_as_Slack_asks_and_succeeds(string method)
    {
        var first = await _bench.PostAsync("1");
        _bench.Server.Planned.Next(method, SlackFault.TooMany("7"), new SlackFault(FaultKind.FailBefore));

        var call = CallAsync(method, first);
        await _bench.Clock.PassAsync(TimeSpan.FromSeconds(7));
        await _bench.Clock.PassAsync(TimeSpan.FromSeconds(2));
        await call;

        Assert.Equal(3, _bench.Server.Calls.Count(received => received.Method == method));
    }

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task What_keeps_failing_is_given_up_after_three_tries(string method)
    {
        var first = await _bench.PostAsync("1");
        _bench.Server.Planned.Lasting(method, new SlackFault(FaultKind.ResetBefore));

        var found = await _bench.RepeatedFaultAsync(() => CallAsync(method, first));

        Assert.Equal(method == "chat.update" ? ChatFault.Unsure : ChatFault.Unreachable, found.Fault);
        Assert.Equal(3, _bench.Server.Calls.Count(received => received.Method == method));
    }

    [Fact]
    public async Task A_pause_that_is_longer_than_the_time_for_an_answer_is_left_to_the_caller()
    {
        _bench.Server.Planned.Next("auth.test", SlackFault.TooMany("60"));

        var found = await SlackBench.FaultAsync(() => _bench.Chat.IdentifyAsync(SlackBench.Cancel));

        Assert.Equal((ChatFault.RateLimited, TimeSpan.FromSeconds(60)), (found.Fault, found.RetryAfter));
    }

    [Fact]
    public async Task What_a_person_must_change_is_not_repeated()
    {
        _bench.Server.Token = "xoxb-another";

        var found = await SlackBench.FaultAsync(() => _bench.Chat.IdentifyAsync(SlackBench.Cancel));

        Assert.Equal((ChatFault.ChannelRefused, "invalid_auth"), (found.Fault, found.Reason));
        Assert.Contains("SLACK_TOKEN", found.Message, StringComparison.Ordinal);
        Assert.Single(_bench.Server.Calls);
    }

    [Fact]
    public async Task A_hanging_server_is_asked_again_after_the_time_for_an_answer()
    {
        _bench.Server.Planned.Next("auth.test", new SlackFault(FaultKind.HangBefore));

        var call = _bench.Chat.IdentifyAsync(SlackBench.Cancel);
        await _bench.Server.CallAsync("auth.test", 1, SlackBench.Cancel);
        _bench.Clock.Advance(SlackBench.Patience);
        await _bench.Clock.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("microstatus", (await call).User);
    }

    private Task CallAsync(string method, ChatReceipt first) => method switch
    {
        "auth.test" => _bench.Chat.IdentifyAsync(SlackBench.Cancel),
        "chat.update" => _bench.Chat.UpdateAsync(first, SlackBench.Message("1").Content, "1", SlackBench.Cancel),
        "conversations.history" => _bench.FindAsync("1"),
        _ => _bench.FindAsync("1", first),
    };
}
