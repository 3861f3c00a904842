using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Cmdlet.Tests.Messages;

public sealed class GetStatusMessageCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public GetStatusMessageCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(GetStatusMessageCommand), typeof(GetDatasetCommand));
        _backend.Database.Datasets.Add(new Dataset { Id = 1, Name = "KC34" });
        _backend.Database.Datasets.Add(new Dataset { Id = 2, Name = "KC35" });
        Say("a", MessageKind.ImagingStarted, 1, OutboxState.Sent);
        Say("b", MessageKind.ImagingStarted, 2, OutboxState.Failed);
        Say("c", MessageKind.ImagingFinished, 1, OutboxState.Pending);
        Say("d", MessageKind.StorageFirst, null, OutboxState.Unsure);
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void All_come_oldest_first_and_nothing_is_opened_for_writing()
    {
        var result = _runner.Run("Get-StatusMessage");
        Assert.Empty(result.ErrorIds);
        Assert.Equal(["a", "b", "c", "d"], Keys(result));
        Assert.Equal([DatabaseAccess.ReadOnly], _backend.DatabaseFilesOverride!.Opened);
        Assert.Null(_backend.Database.CurrentLease);
    }

    [Theory]
    [InlineData("-State Pending, Unsure", new[] { "c", "d" })]
    [InlineData("-State failed", new[] { "b" })]
    [InlineData("-Id 1", new[] { "a", "c" })]
    [InlineData("KC3*", new[] { "a", "b", "c" })]
    [InlineData("kc34 -Kind *finished", new[] { "c" })]
    [InlineData("-Kind storage-*", new[] { "d" })]
    [InlineData("-Last 2", new[] { "c", "d" })]
    [InlineData("-Id 1 -Last 1", new[] { "c" })]
    public void Filters_hold_together(string filter, string[] keys) => Assert.Equal(keys, Keys(_runner.Run("Get-StatusMessage " + filter)));

    [Fact]
    public void A_span_of_time_is_told_by_its_ends()
    {
        var start = _backend.Time.GetUtcNow().AddHours(-4);
        _runner.With("from", start.AddHours(1)).With("to", start.AddHours(3));
        Assert.Equal(["b", "c"], Keys(_runner.Run("Get-StatusMessage -Since $from -Before $to")));
    }

    [Fact]
    public void Datasets_are_piped() => Assert.Equal(["a", "c"], Keys(_runner.Run("Get-Dataset KC34 | Get-StatusMessage")));

    [Fact]
    public void A_name_that_there_is_not_is_told() => Assert.Equal(
        ["DatasetNotFound,MicroStatus.Messages.GetStatusMessageCommand"],
        _runner.Run("Get-StatusMessage nosuch").ErrorIds);

    [Fact]
    public void A_kind_that_there_is_not_is_told_with_those_that_there_are()
    {
        var warning = Assert.Single(_runner.Run("Get-StatusMessage -Kind imaging-ended").Warnings);
        Assert.Contains("imaging-finished", warning, StringComparison.Ordinal);
        Assert.Empty(_runner.Run("Get-StatusMessage -Kind store-absent").Warnings);
    }

    [Fact]
    public void Kinds_are_offered() => Assert.Equal(
        ["storage-critical", "storage-first", "storage-second"],
        _runner.Run("(TabExpansion2 'Get-StatusMessage -Kind storage-' 32).CompletionMatches.CompletionText").Of<string>());

    private static IEnumerable<string> Keys(CmdletResult result) => result.Of<OutboxEntry>().Select(entry => entry.Key);

    // An hour apart.
    private void Say(string key, string kind, long? id, OutboxState state)
    {
        var outbox = _backend.Database.Outbox;
        outbox.Add([new OutboxMessage(key, kind, MessageSeverity.Information, key)], id, _backend.Database.Datasets.FirstOrDefault(dataset => dataset.Id == id)?.Name);
        outbox.Entries[^1] = outbox.Entries[^1] with { State = state };
        _backend.Time.Advance(TimeSpan.FromHours(1));
    }
}
