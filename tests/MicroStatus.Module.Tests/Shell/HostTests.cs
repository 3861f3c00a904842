using System.Management.Automation;
using System.Management.Automation.Host;
using Microsoft.Extensions.Time.Testing;
using MicroStatus.Shell.Host;

namespace MicroStatus.Module.Tests.Shell;

public sealed class HostTests
{
    private const string Erase = "\r\e[K";

    private static readonly ChoiceDescription[] Choices =
        [new("&Yes", "Go on."), new("Yes to &All", "Go on with all."), new("&No", "Leave it.")];

    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _writer = new();

    [Fact]
    public void Progress_is_one_line_updated_in_place_and_erased_in_the_end()
    {
        var line = new ProgressLine(_time);
        line.Show(Record(1, 10), _writer, 80);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        line.Show(Record(1, 20), _writer, 80);
        line.Show(Completed(1), _writer, 80);

        Assert.Equal($"{Erase} 10 % Checking: datasets{Erase} 20 % Checking: datasets{Erase}", _writer.ToString());
    }

    [Fact]
    public void Progress_is_drawn_at_most_five_times_a_second()
    {
        var line = new ProgressLine(_time);
        for (var i = 0; i < 1000; i++)
        {
            line.Show(Record(1, i / 10), _writer, 80);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(5, _writer.ToString().Split(Erase).Length - 1);
    }

    [Fact]
    public void Progress_gives_way_to_a_line_of_output_and_comes_back()
    {
        var line = new ProgressLine(_time);
        line.Show(Record(1, 10), _writer, 80);
        line.Erase(_writer);
        line.Erase(_writer);
        line.Show(Record(1, 11), _writer, 80);

        Assert.Equal($"{Erase} 10 % Checking: datasets{Erase}{Erase} 11 % Checking: datasets", _writer.ToString());
    }

    [Theory]
    [InlineData(80, " 50 % Checking: datasets · 8257_try2 · 0:01:05 left")]
    [InlineData(24, " 50 % Checking: dataset…")]
    public void A_progress_line_never_exceeds_the_screen(int width, string expected)
    {
        var record = Record(1, 50);
        record.CurrentOperation = "8257_try2";
        record.SecondsRemaining = 65;

        Assert.Equal(expected, ProgressLine.Render([record], width));
    }

    [Fact]
    public void Progress_within_progress_follows_the_outer_one()
    {
        var inner = Record(2, 5);
        inner.ParentActivityId = 1;
        inner.Activity = "Reading\nlayers";

        Assert.Equal(" 50 % Checking: datasets ›   5 % Reading layers: datasets", ProgressLine.Render([inner, Record(1, 50)], 80));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("y", 0)]
    [InlineData("YES", 0)]
    [InlineData("a", 1)]
    [InlineData("yes to all", 1)]
    [InlineData(" n ", 2)]
    [InlineData("ye", -1)]
    [InlineData("?", -1)]
    public void An_answer_is_a_key_or_a_whole_label(string answer, int choice) =>
        Assert.Equal(choice, ChoicePrompt.Find(answer, Choices, defaultChoice: 0));

    [Fact]
    public void Choices_are_shown_with_the_default() =>
        Assert.Equal("[Y] Yes  [A] Yes to All  [N] No  [?] Help (default is \"Y\"): ", ChoicePrompt.Line(Choices, 0));

    [Fact]
    public void A_wait_for_a_line_can_be_given_up_without_losing_the_line()
    {
        using var feed = new BlockingReader();
        var reader = new LineReader(feed);
        using var given = new CancellationTokenSource();
        given.Cancel();

        Assert.Throws<OperationCanceledException>(() => reader.ReadLine(given.Token));
        feed.Line.SetResult("typed");
        Assert.Equal("typed", reader.ReadLine(TestContext.Current.CancellationToken));
    }

    private static ProgressRecord Record(int activity, int percent) => new(activity, "Checking", "datasets") { PercentComplete = percent };

    private static ProgressRecord Completed(int activity) => new(activity, "Checking", "done") { RecordType = ProgressRecordType.Completed };

    private sealed class BlockingReader : TextReader
    {
        public TaskCompletionSource<string?> Line { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

#pragma warning disable VSTHRD002 // Reading blocks: that is what this fake is for.
        public override string? ReadLine() => Line.Task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
