using System.Diagnostics;
using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class SlackServerTests
{
    [Fact]
    public async Task Every_channel_has_a_rate_of_its_own_up_to_a_thousand_a_second()
    {
        await using var bench = new SlackBench(new SlackServerOptions
        {
            MessagesPerSecond = 1000,
            Channels = [new(SlackBench.Lab, "lab"), new("C0OTHER001", "other")],
        });
        for (var i = 0; i < 1000; i++)
        {
            await bench.PostAsync($"{i}");
        }

        Assert.Equal(ChatFault.RateLimited, (await SlackBench.FaultAsync(() => bench.PostAsync("one more"))).Fault);
        await bench.Open("#other").PostAsync(SlackBench.Message("there"), SlackBench.Cancel);
        Assert.Equal(1001, bench.Server.Accepted.Count);
    }

    [Fact]
    public async Task It_knows_what_was_lost_and_what_came_twice()
    {
        await using var bench = new SlackBench();
        await bench.PostAsync("1");
        await bench.PostAsync("2");
        await bench.PostAsync("2");

        Assert.Equal(["2"], bench.Server.Duplicates());
        Assert.Equal(["3"], bench.Server.Lost(["1", "2", "3"]));
    }

    [Fact]
    public void The_same_seed_gives_the_same_faults()
    {
        var once = Draw(new SeededFaults(42));

        Assert.Equal(once, Draw(new SeededFaults(42)));
        Assert.NotEqual(once, Draw(new SeededFaults(43)));
        Assert.Equal(new SeededFaults(42).Faults.Count + 1, once.Distinct().Count());
        Assert.InRange(once.Count(fault => fault.Kind != FaultKind.None), 250, 350);
    }

    [Fact]
    public async Task It_serves_another_process_and_outlives_it()
    {
        await using var server = new SlackServer();
        server.Planned.Next("auth.test", new SlackFault(FaultKind.HangAfter));
        using var caller = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", Request(server)]))!;
        await server.CallAsync("auth.test", 1, SlackBench.Cancel);
        caller.Kill();
        await caller.WaitForExitAsync(SlackBench.Cancel);

        using var next = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", Request(server)]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        Assert.Contains("\"user\":\"microstatus\"", await next.StandardOutput.ReadToEndAsync(SlackBench.Cancel), StringComparison.Ordinal);
    }

    private static SlackFault[] Draw(SeededFaults faults) =>
    [
        .. Enumerable.Range(1, 1000).Select(order => faults.For(new ReceivedCall(order, order, SlackBench.Post, "/", new Dictionary<string, string>(), default))),
    ];

    // bash speaks TCP by itself; one line of answer is enough, the connection stays open.
    private static string Request(SlackServer server) =>
        $"exec 3<>/dev/tcp/127.0.0.1/{server.Address.Port}; "
        + $"printf 'POST /api/auth.test HTTP/1.1\\r\\nAuthorization: Bearer {server.Token}\\r\\nContent-Length: 0\\r\\n\\r\\n' >&3; "
        + "while read -r line <&3 && [ \"${line%$'\\r'}\" ]; do :; done; head -c 70 <&3";
}
