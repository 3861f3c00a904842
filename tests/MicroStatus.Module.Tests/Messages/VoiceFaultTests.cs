using System.Globalization;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Module.Tests.Messages;

/// <summary>Messages through every fault of the network, of Slack and of the process that posts them.</summary>
/// <remarks>The number of kills can be raised by the environment variable MICROSTATUS_KILLS.</remarks>
public sealed class VoiceFaultTests
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("MICROSTATUS_KILLS") ?? "8", CultureInfo.InvariantCulture);

    private static readonly FaultKind[] Crashes = [FaultKind.HangAfter, FaultKind.HangBefore];

    [Fact]
    public async Task A_thousand_messages_arrive_once_and_in_order_through_all_faults_and_kills()
    {
        const int Messages = 1000;
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}.");
        await using var lab = await VoiceLab.MakeAsync();
        lab.Say("Timeout", "00:00:00.5");
        lab.Fill(Messages, datasets: 100);
        var points = new CrashPoints(new SeededFaults(seed) { Share = 0.08 });
        lab.Server.Faults = points;
        var random = new Random(seed);

        var afterAccepted = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var run = await lab.StartAsync();
            // Every second one at a moment like any other, the others between what the server did and what the process noted.
            var moment = kill % 2 == 0
                ? Task.Delay(TimeSpan.FromSeconds(1.5 * random.NextDouble()), TestContext.Current.CancellationToken)
                : points.Arm(Crashes[kill / 2 % Crashes.Length], random.Next(60));
            var ended = run.GoAsync();
            await Task.WhenAny(ended, moment);
            run.Kill();
            points.Disarm();
            lab.Keep(await ended);
            afterAccepted += lab.Keys("state = 'sending'").Except(lab.Server.Lost(lab.Keys()), StringComparer.Ordinal).Count();
        }

        Assert.True(lab.Server.Accepted.Count < Messages, "Everything was delivered before the last kill.");
        Assert.True(afterAccepted > 0, "No kill came between an accepted message and the note of it.");
        await lab.DeliverTheRestAsync();

        Assert.Equal(Messages, lab.Keys("state = 'sent' AND may_be_repeat = 0").Count);
        Assert.Empty(lab.Server.Lost(lab.Keys()));
        Assert.Empty(lab.Server.Duplicates());
        lab.RequireOneThreadADataset();
        lab.RequireNoToken();
        lab.Files.RequireSound();
    }

    [Fact]
    public async Task Where_history_may_not_be_read_nothing_is_lost_and_what_came_twice_says_that_it_may_be_a_repeat()
    {
        const int Messages = 200;
        await using var lab = await VoiceLab.MakeAsync();
        lab.Fill(Messages, datasets: 20);
        lab.Server.Scopes = new HashSet<string>(["chat:write"], StringComparer.Ordinal);
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}.");
        var points = new CrashPoints(new SeededFaults(seed)
        {
            Share = 0.2,
            Faults = [SlackFault.Refuse("internal_error"), new(FaultKind.FailAfter), new(FaultKind.ResetBefore), new(FaultKind.ResetAfter), new(FaultKind.CutAfter), new(FaultKind.GarbageAfter)],
        })
        {
            SparesRepeats = true,
        };
        lab.Server.Faults = points;

        for (var kill = 0; kill < Crashes.Length; kill++)
        {
            using var run = await lab.StartAsync();
            var moment = points.Arm(Crashes[kill], after: 15);
            var ended = run.GoAsync();
            Assert.Same(moment, await Task.WhenAny(ended, moment));
            run.Kill();
            lab.Keep(await ended);
        }

        await lab.DeliverTheRestAsync();

        Assert.Empty(lab.Server.Lost(lab.Keys()));
        var repeated = lab.Server.Accepted.GroupBy(message => message.Key!).Where(group => group.Count() > 1).ToList();
        Assert.NotEmpty(repeated);
        Assert.All(repeated, group =>
        {
            Assert.Equal(2, group.Count());
            Assert.Contains("May be a repeat", group.MaxBy(message => message.Order)!.Blocks.ToString(), StringComparison.Ordinal);
        });
        lab.RequireNoToken();
    }
}
