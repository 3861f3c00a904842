using MicroStatus.Backend.Tests.Database;
using MicroStatus.Database;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class OutboxFindTests : IDisposable
{
    private readonly DatabaseLab _lab = new();
    private readonly IDatasetDatabase _database;

    public OutboxFindTests()
    {
        _database = _lab.Create();
        _lab.Sql("INSERT INTO dataset (id, name, path_on_fast_store) VALUES (1, 'KC34', '/fast/KC34'), (2, 'KC35', '/fast/KC35')");
        for (var hour = 0; hour < 6; hour++)
        {
            var id = 1 + (hour % 2);
            var message = new OutboxMessage($"key {hour}", hour < 4 ? "imaging-started" : "free", MessageSeverity.Information, $"Hour {hour}.");
            _database.Apply([new DatasetChangeSet { Id = id, Path = "/fast/KC", Name = "KC", Messages = [message] }], ownTablesOnly: false, lease: null);
            _lab.Clock.Advance(TimeSpan.FromHours(1));
        }

        _lab.Sql("UPDATE outbox SET state = 'failed' WHERE id IN (2, 5)");
    }

    public void Dispose()
    {
        _database.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public void A_span_of_time_begins_with_its_start_and_ends_before_its_end() => Assert.Equal(
        [1, 2],
        Find(new OutboxFilter { Since = DatabaseLab.Start.AddHours(1), Before = DatabaseLab.Start.AddHours(3) }));

    [Theory]
    [InlineData(1, new[] { 5 })]
    [InlineData(2, new[] { 4, 5 })]
    [InlineData(6, new[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(7, new[] { 0, 1, 2, 3, 4, 5 })]
    public void The_newest_ones_come_oldest_first(int last, int[] hours) => Assert.Equal(hours, Find(new OutboxFilter { Last = last }));

    [Fact]
    public void The_newest_ones_are_those_of_what_the_other_parts_let_through()
    {
        Assert.Equal([2, 4], Find(new OutboxFilter { Ids = [1], Last = 2 }));
        Assert.Equal([3], Find(new OutboxFilter { Names = ["kc3*"], Kinds = ["imaging-*"], Last = 1 }));
        Assert.Equal([1], Find(new OutboxFilter { States = [OutboxState.Failed], Before = DatabaseLab.Start.AddHours(4), Last = 3 }));
        Assert.Empty(Find(new OutboxFilter { Names = ["nosuch"], Last = 3 }));
    }

    private IEnumerable<int> Find(OutboxFilter filter) =>
        _database.Outbox.Find(filter, DatabaseLab.Cancellation).Select(entry => int.Parse(entry.Key[4..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
}
