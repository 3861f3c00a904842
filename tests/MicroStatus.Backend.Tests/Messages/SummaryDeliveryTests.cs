using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class SummaryDeliveryTests : IAsyncDisposable
{
    private readonly CheckLab _lab = new();
    private readonly HttpClient _http = LabHttp.Create();
    private readonly SlackServer _server = new();

    public SummaryDeliveryTests()
    {
        var slack = SlackBench.Settings(_server.Address.ToString(), _server.Token, SlackBench.Lab);
        _lab.Settings = _lab.Settings with
        {
            Messages = slack.Messages with { MostPerSecond = 1000, SummaryTime = TimeOnly.MinValue },
            Secrets = slack.Secrets,
        };
        _lab.Backend.OpenAnyChat = settings => new SlackChat(settings, _http, TimeProvider.System);
        // The pause before the channel's next turn is over by the lab's own clock.
        _lab.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public async Task The_check_that_makes_the_summary_delivers_it_into_the_channel_once()
    {
        var first = await _lab.CheckAsync();
        Assert.Empty(first.Problems);
        await _lab.CheckAsync();
        var message = Assert.Single(_server.Shown(SlackBench.Lab));
        Assert.StartsWith("summary|", message.Key, StringComparison.Ordinal);
        Assert.Null(message.Thread);
    }

    [Fact]
    public async Task Slack_shows_a_long_summary_whole_with_its_names_as_code()
    {
        _lab.Sql(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            INSERT INTO dataset (name, path_on_fast_store, imaging_status, moved, path_on_hive, modality)
            SELECT 'CL' || i || '_<!channel>_stack1', '/gone/' || i, 'needs_attention', 1, '/h20/' || i, 'rscm' FROM n
            """);
        _lab.SeenLongAgo();
        await _lab.CheckAsync();
        var message = Assert.Single(_server.Shown(SlackBench.Lab));
        var elements = message.Blocks!.Value[0].GetProperty("elements")[0].GetProperty("elements").EnumerateArray().ToList();
        var text = string.Concat(elements.Select(element => element.GetProperty("text").GetString()));
        Assert.Contains("Waiting for a person: 300\n", text, StringComparison.Ordinal);
        Assert.Matches("• and \\d+ more\nFastStore: ", text);
        Assert.Contains("Hive: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain('…', text);
        var names = elements.Where(element => element.GetProperty("text").GetString()!.StartsWith("CL", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(name.GetProperty("style").GetProperty("code").GetBoolean()));
        Assert.DoesNotContain("<!channel>", message.Text, StringComparison.Ordinal);
    }
}
