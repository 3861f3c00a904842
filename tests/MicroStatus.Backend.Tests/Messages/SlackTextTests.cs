using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using MicroStatus.Backend.Messages;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Tests.Messages;

public sealed partial class SlackTextTests
{
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.OneOf<string>(
            "<!here>", "<!channel>", "<@U0BOT00001>", "@channel", "@everyone", "*bold*", "_it_", "~no~", "`code`", "```", "&amp;", "&lt;!here&gt;", "a&b", ":skull:",
            "https://example.org", "\n", "\r\n", "\0", "\u001b[31m", "\u202egnp", "\u2028", "\ud83d", "\ude00", "😀", "日本語", "8257_try2_stack1", " "),
        Gen.String[0, 12]);

    private static readonly Gen<string> Words = Hostile.Array[0, 12].Select(string.Concat);

    private static readonly Gen<string> Long = Gen.Select(Words, Gen.Int[1, 400], (words, times) => string.Concat(Enumerable.Repeat(words, times)));

    private static readonly Gen<ChatContent> Contents = Gen.Select(
        Gen.Enum<MessageSeverity>(),
        Gen.Frequency((3, Words), (1, Long)),
        Words.Array[0, 3],
        Gen.Select(Words, Gen.Frequency((5, Words), (1, Long)), Gen.Bool, (name, value, isCode) => new ChatFact(name, value, isCode)).Array[0, 60],
        Gen.Frequency((3, Words), (1, Long)).Null(),
        (severity, text, names, facts, footer) => new ChatContent
        {
            Severity = severity,
            Text = text + string.Join(" and ", names),
            Code = names,
            Facts = facts,
            Footer = footer,
        });

    [Fact]
    public void Names_are_code_and_the_rest_is_not()
    {
        var content = Content("Imaging of 8257_try2_stack1 has begun in H:\\Acquire\\RSCM\\8257_try2_stack1.", "8257_try2_stack1", "H:\\Acquire\\RSCM\\8257_try2_stack1");

        Assert.Equal(
            [
                ("Imaging of ", false), ("8257_try2_stack1", true), (" has begun in ", false), ("H:\\Acquire\\RSCM\\8257_try2_stack1", true), (".", false),
            ],
            Elements(content).Select(element => (Text(element), IsCode(element))));
    }

    [Fact]
    public void A_part_of_a_word_is_no_name() =>
        Assert.Equal(
            [("Imaging of ", false), ("a", true), (" has paused", false)],
            Elements(Content("Imaging of a has paused", "a")).Select(element => (Text(element), IsCode(element))));

    [Theory]
    [InlineData("a\nb", "a␊b")]
    [InlineData("a\r\nb", "a␍␊b")]
    [InlineData("a\tb", "a␉b")]
    [InlineData("\u001b[31mred", "␛[31mred")]
    [InlineData("a\u202eb", "a\uFFFDb")]
    [InlineData("`x` *y* _z_ ~w~", "`x` *y* _z_ ~w~")]
    [InlineData("<!here> & @channel", "<!here> & @channel")]
    public void A_name_is_shown_as_one_line_of_code(string name, string shown) =>
        Assert.Equal([(shown, true)], Elements(Content(name, name)).Select(element => (Text(element), IsCode(element))));

    [Fact]
    public void A_text_keeps_its_own_lines() =>
        Assert.Equal(["First.\nSecond."], Elements(Content("First.\r\nSecond.")).Select(Text));

    [Fact]
    public void The_plain_text_is_escaped_and_mentions_nobody() =>
        Assert.Equal(
            "Imaging of &lt;!here&gt; &amp; @\u2060channel has begun.",
            SlackText.Fallback(Content("Imaging of <!here> & @channel has begun.", "<!here> & @channel")));

    [Theory]
    [InlineData(MessageSeverity.Information, "Text", null)]
    [InlineData(MessageSeverity.Warning, "⚠ Text", "warning")]
    [InlineData(MessageSeverity.Critical, "🚨 Text", "rotating_light")]
    public void Urgency_is_a_sign(MessageSeverity severity, string plain, string? sign)
    {
        var content = Content("Text") with { Severity = severity };

        Assert.Equal(plain, SlackText.Fallback(content));
        Assert.Equal(sign, Blocks(content)[0].GetProperty("elements")[0].GetProperty("elements")[0] is var first && first.TryGetProperty("name", out var name) ? name.GetString() : null);
    }

    [Fact]
    public void Facts_are_a_list_and_the_footer_is_small()
    {
        var content = Content("Summary") with
        {
            Facts = [new ChatFact("Imaged", "42 % (1,200 of 2,880 ribbons)"), new ChatFact("Folder", "H:\\Acquire", IsCode: true)],
            Footer = "R&D",
        };

        var blocks = Blocks(content);
        Assert.Equal(["rich_text", "rich_text", "context"], blocks.Select(block => block.GetProperty("type").GetString()));
        Assert.Equal(
            [("Imaged", false), (": ", false), ("42 % (1,200 of 2,880 ribbons)", false), ("Folder", false), (": ", false), ("H:\\Acquire", true)],
            Leaves(blocks[1]).Select(element => (Text(element), IsCode(element))));
        Assert.Equal("R&amp;D", Text(blocks[2].GetProperty("elements")[0]));
        Assert.Equal("Summary\nImaged: 42 % (1,200 of 2,880 ribbons)\nFolder: H:\\Acquire\nR&amp;D", SlackText.Fallback(content));
    }

    [Fact]
    public void Facts_that_do_not_fit_are_counted()
    {
        var content = Content("Summary") with { Facts = [.. Enumerable.Range(1, 50).Select(i => new ChatFact($"Dataset {i}", "waits"))] };

        Assert.EndsWith("Dataset 40: waits\n…: and 10 more", SlackText.Fallback(content), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_ends_in_an_ellipsis()
    {
        var shown = Text(Assert.Single(Elements(Content(new string('x', 5000)))));

        Assert.Equal(SlackText.LongestText, shown.Length);
        Assert.EndsWith("x…", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_nothing_says_so() => Assert.Equal("(no text)", SlackText.Fallback(Content(" ")));

    [Fact]
    public void No_text_formats_pages_or_breaks_the_message() => Contents.Sample(content =>
    {
        var fallback = SlackText.Fallback(content);
        Assert.InRange(fallback.Length, 1, SlackText.LongestFallback);
        Assert.DoesNotMatch(Unsafe(), fallback);

        var blocks = Blocks(content);
        Assert.InRange(blocks.Length, 1, 50);
        var leaves = blocks.SelectMany(Leaves).ToArray();
        Assert.All(leaves, leaf => Assert.Contains(leaf.GetProperty("type").GetString(), (string[])["text", "emoji", "plain_text"]));
        var texts = leaves.Where(leaf => leaf.GetProperty("type").GetString() != "emoji").ToArray();
        Assert.All(texts, leaf => Assert.InRange(Text(leaf).Length, 1, 3000));
        Assert.InRange(texts.Sum(leaf => Text(leaf).Length), 1, 12_000);
        Assert.All(texts, leaf => Assert.DoesNotMatch(Invisible(), IsCode(leaf) ? Text(leaf) : Text(leaf).Replace("\n", string.Empty, StringComparison.Ordinal)));
        Assert.DoesNotContain("mrkdwn", Json(content), StringComparison.Ordinal);
        Assert.All(blocks.Where(block => block.GetProperty("type").GetString() == "context").SelectMany(Leaves), leaf => Assert.DoesNotMatch(Unsafe(), Text(leaf)));
    });

    [Fact]
    public void Each_name_of_a_short_text_is_code() => Gen.Select(Words.Where(name => name.Length is > 0 and < 255), Gen.Bool).Sample((name, atEnd) =>
    {
        var content = Content(atEnd ? $"1: {name}" : $"1: {name} .", name);

        Assert.Contains(Elements(content), IsCode);
    });

    private static ChatContent Content(string text, params string[] names) => new() { Severity = MessageSeverity.Information, Text = text, Code = names };

    private static string Json(ChatContent content)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            SlackText.WriteBlocks(writer, content);
            writer.WriteEndObject();
        }

        // Words of a text must not be taken for words of the form.
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static JsonElement[] Blocks(ChatContent content) => [.. JsonElement.Parse(Json(content)).GetProperty("blocks").EnumerateArray()];

    private static IEnumerable<JsonElement> Elements(ChatContent content) => Leaves(Blocks(content)[0]);

    private static IEnumerable<JsonElement> Leaves(JsonElement block) =>
        block.TryGetProperty("elements", out var elements) ? elements.EnumerateArray().SelectMany(Leaves) : [block];

    private static string Text(JsonElement element) => element.GetProperty("text").GetString()!;

    private static bool IsCode(JsonElement element) => element.TryGetProperty("style", out var style) && style.TryGetProperty("code", out _);

    [GeneratedRegex("[<>]|&(?!amp;|lt;|gt;)|@(?!\u2060)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unsafe();

    [GeneratedRegex("[\\p{Cc}\\p{Zl}\\p{Zp}\u202a-\u202e\u2066-\u2069]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invisible();
}
