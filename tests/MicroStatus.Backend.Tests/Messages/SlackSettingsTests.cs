using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Configuration.Examination;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

/// <summary>What trying the settings says of Slack itself, as it answers.</summary>
public sealed class SlackSettingsTests : IAsyncDisposable
{
    private readonly HttpClient _http = LabHttp.Create();
    private readonly SlackServer _server = new(new SlackServerOptions
    {
        Channels = [new SlackServerChannel(SlackBench.Lab, "lab"), new SlackServerChannel("C0OTHER001", "other", IsMember: false)],
    });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    [Theory]
    [InlineData(SlackBench.Lab)]
    [InlineData("#lab")]
    public async Task Everything_is_seen_without_posting(string channel)
    {
        var checks = await TryAsync(channel);
        Assert.All(checks.SkipLast(1), check => Assert.Equal(SettingsCheckOutcome.Passed, check.Outcome));
        Assert.Equal(SettingsCheckOutcome.Skipped, checks[^1].Outcome);
        Assert.Empty(_server.Accepted);
        Assert.DoesNotContain(_server.Calls, call => call.Method.StartsWith("chat.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_slack_does_not_know_fails_and_is_not_shown()
    {
        const string Token = "xoxb-not-the-right-one";
        var checks = await TryAsync(SlackBench.Lab, Token);
        Assert.Equal(SettingsCheckOutcome.Failed, Find(checks, "token valid").Outcome);
        Assert.DoesNotContain(Token, string.Join('\n', checks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_may_only_write_is_warned_of_possible_repeats()
    {
        _server.Scopes = new HashSet<string>(["chat:write"], StringComparer.Ordinal);
        var history = Find(await TryAsync(SlackBench.Lab), "history readable");
        Assert.Equal(SettingsCheckOutcome.Warning, history.Outcome);
        Assert.Contains("channels:history", history.Message, StringComparison.Ordinal);
        Assert.Contains("appear twice", history.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_cannot_be_looked_up_without_the_right_to_list_channels()
    {
        _server.Scopes = new HashSet<string>(["chat:write", "channels:history"], StringComparer.Ordinal);
        var checks = await TryAsync("#lab");
        Assert.Contains("channels:read", Find(checks, "history readable").Message, StringComparison.Ordinal);
        Assert.Equal(SettingsCheckOutcome.Skipped, Find(checks, "channel visible").Outcome);
    }

    [Theory]
    [InlineData("C0OTHER001")]
    [InlineData("#nosuch")]
    [InlineData("C0NOSUCH01")]
    public async Task A_channel_that_the_app_is_not_in_fails_with_what_to_do(string channel)
    {
        var check = Find(await TryAsync(channel), "channel visible");
        Assert.Equal(SettingsCheckOutcome.Failed, check.Outcome);
        Assert.Contains("/invite", check.RecommendedAction, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<SettingsCheck>> TryAsync(string channel, string? token = null)
    {
        var settings = SlackBench.Settings(_server.Address.ToString(), token ?? _server.Token, channel);
        var backend = new TestBackend(new FaultyTree(), TimeProvider.System) { OpenAnyChat = open => new SlackChat(open, _http, TimeProvider.System) };
        var checks = new List<SettingsCheck>();
        await foreach (var check in new SettingsExamination(backend, settings).RunAsync([SettingsCheckCategory.Slack], SlackBench.Cancel))
        {
            checks.Add(check);
        }

        return checks;
    }

    private static SettingsCheck Find(IEnumerable<SettingsCheck> checks, string check) => checks.Single(candidate => candidate.Check == check);
}
