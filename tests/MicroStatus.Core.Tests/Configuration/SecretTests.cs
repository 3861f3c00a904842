using System.Text.Json;
using MicroStatus.Configuration;

namespace MicroStatus.Core.Tests.Configuration;

public class SecretTests
{
    private static readonly Secrets Held = new() { SlackToken = new Secret("xoxb-1") };

    [Fact]
    public void A_secret_prints_as_stars() => Assert.Equal("***", $"{Held.SlackToken}");

    [Fact]
    public void A_record_that_holds_a_secret_prints_stars()
    {
        var text = new StatusSettings { Secrets = Held }.ToString();
        Assert.Contains("SlackToken = ***", text, StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_stars_in_json() => Assert.Contains("\"SlackToken\":\"***\"", JsonSerializer.Serialize(Held), StringComparison.Ordinal);

    [Fact]
    public void A_secret_is_not_read_from_json() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Secret>("\"x\""));

    [Fact]
    public void A_secret_has_no_property_to_walk() => Assert.Empty(typeof(Secret).GetProperties());

    [Fact]
    public void Reveal_gives_the_secret() => Assert.Equal("xoxb-1", Held.SlackToken!.Reveal());

    [Fact]
    public void An_empty_secret_is_none() => Assert.Throws<ArgumentException>(() => new Secret(""));
}
