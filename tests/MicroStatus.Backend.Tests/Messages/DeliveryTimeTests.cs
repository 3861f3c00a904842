using MicroStatus.Messages;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class DeliveryTimeTests
{
    [Fact]
    public async Task Five_hundred_messages_go_out_one_a_second_and_no_run_takes_longer_than_it_may()
    {
        var clock = new HastyClock();
        await using var lab = new DeliveryLab(new SlackServerOptions { MessagesPerSecond = 1, Clock = clock }) { Clock = clock };
        lab.Settings = lab.Settings with { Messages = lab.Settings.Messages with { MostPerSecond = 1, DeliveryTime = TimeSpan.FromSeconds(20) } };
        for (var i = 0; i < 500; i++)
        {
            lab.Say(1 + (i % 7), $"message {i:D3}");
        }

        var (first, waiting) = (clock.GetUtcNow(), 500);
        while (waiting > 0)
        {
            var begun = clock.GetUtcNow();
            var result = await lab.DeliverAsync();
            Assert.InRange(clock.GetUtcNow() - begun, TimeSpan.Zero, TimeSpan.FromSeconds(20));
            Assert.InRange(result.Sent, Math.Min(waiting, 19), 21);
            Assert.Equal(waiting - result.Sent, result.Waiting);
            Assert.Equal(result.Waiting == 0 ? null : "The time for one run is over.", result.Reason);
            waiting = result.Waiting;
        }

        Assert.Equal(TimeSpan.FromSeconds(499), clock.GetUtcNow() - first);
        Assert.Equal(500, lab.Server.Calls.Count(call => call.Method == SlackBench.Post));
        Assert.Empty(lab.Server.Lost(lab.Entries().Select(entry => entry.Key)));
        Assert.Empty(lab.Server.Duplicates());
    }

    [Fact]
    public async Task A_pause_that_the_chat_asks_for_is_kept_by_the_next_run_too()
    {
        var clock = new HastyClock();
        await using var lab = new DeliveryLab { Clock = clock };
        lab.Server.Planned.Next(SlackBench.Post, SlackFault.TooMany("300"));
        lab.Say(1, "started");
        Assert.Equal(0, (await lab.DeliverAsync()).Sent);
        Assert.Equal(0, (await lab.DeliverAsync()).Sent);
        Assert.Single(lab.Server.Calls);
        clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(1, (await lab.DeliverAsync()).Sent);
        Assert.Equal(OutboxState.Sent, lab.Entries()[0].State);
    }

    [Fact]
    public async Task A_pause_that_the_chat_asks_for_holds_for_other_messages_too()
    {
        var clock = new HastyClock();
        await using var lab = new DeliveryLab { Clock = clock };
        lab.Server.Planned.Next(SlackBench.Post, SlackFault.TooMany("300"));
        lab.Say(1, "started");
        Assert.Equal(0, (await lab.DeliverAsync()).Sent);
        lab.Say(2, "started");
        var result = await lab.DeliverAsync();
        Assert.Equal((0, 2), (result.Sent, result.Waiting));
        Assert.Contains("pause", result.Reason, StringComparison.Ordinal);
        Assert.Single(lab.Server.Calls);
    }
}
