using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Database;

public sealed class RemoveDatasetsTests : IDisposable
{
    private const string Folder = "/fast/Acquire/RSCM/8257_try2_stack1";
    private readonly DatabaseLab _lab = new();
    private readonly IDatasetDatabase _database;

    public RemoveDatasetsTests()
    {
        _database = _lab.Create();
        Apply(DatabaseLab.Registration(DatabaseLab.Acquisition()));
        Apply(new DatasetChangeSet
        {
            Id = 1,
            Name = "8257_try2_stack1",
            Path = Folder,
            Observation = new ObservationRecord
            {
                Path = Folder,
                FirstSeen = DatabaseLab.Start,
                LastProgress = DatabaseLab.Start,
                LastChange = DatabaseLab.Start,
                LastFullListing = DatabaseLab.Start,
            },
            Opened = [new AttentionReason(AttentionKind.Stalled, string.Empty, "Stalled."), new AttentionReason(AttentionKind.BrokenFile, "x.tif", "Broken.")],
            Messages = [new OutboxMessage("a", "imaging-started", MessageSeverity.Information, "Started."), new OutboxMessage("b", "imaging-paused", MessageSeverity.Warning, "Paused.")],
        });
        _lab.Sql("UPDATE outbox SET state = 'sent' WHERE dedup_key = 'a'");
    }

    public void Dispose()
    {
        _database.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public void A_plan_tells_what_goes_with_each_row_and_leaves_out_rows_that_are_not_there()
    {
        _lab.Sql($"INSERT INTO dataset (id, name, path_on_fast_store, moving) VALUES (2, NULL, '{Folder}/', 'no'), (3, 'alone', '', '1')");
        var plan = _database.PlanRemoval([3, 1, 99, 2, 1]);
        Assert.Equal([1L, 2L, 3L], plan.Select(removal => removal.Id));
        Assert.Equivalent(
            new DatasetRemoval { Id = 1, Name = "8257_try2_stack1", Path = Folder, IsObserved = true, OpenAttention = 2, WaitingMessages = 1, SharedWith = [2] }, plan[0], strict: true);
        Assert.Equivalent(new DatasetRemoval { Id = 2, Name = string.Empty, Path = Folder + "/", IsObserved = true, OpenAttention = 2, SharedWith = [1] }, plan[1], strict: true);
        Assert.Equivalent(new DatasetRemoval { Id = 3, Name = "alone", Moving = true }, plan[2], strict: true);
    }

    [Fact]
    public void Memory_stays_with_a_row_that_spells_the_folder_with_a_slash_and_goes_with_the_last_one()
    {
        _lab.Sql($"INSERT INTO dataset (id, name, path_on_fast_store) VALUES (2, 'twin', '{Folder}/')");
        _database.RemoveDatasets(_database.PlanRemoval([1]));
        Assert.Equal(["1|2"], Memory());
        _database.RemoveDatasets(_database.PlanRemoval([2]));
        Assert.Equal(["0|0"], Memory());
    }

    [Theory]
    [InlineData("UPDATE dataset SET path_on_fast_store = '/fast/other' WHERE id = 1")]
    [InlineData("UPDATE dataset SET path_on_fast_store = NULL WHERE id = 1")]
    [InlineData("UPDATE dataset SET moving = 1 WHERE id = 1")]
    [InlineData("DELETE FROM dataset WHERE id = 1; INSERT INTO dataset (id, path_on_fast_store) VALUES (1, '/fast/new')")]
    public void A_row_that_changed_since_it_was_asked_for_stays_and_the_others_go(string meanwhile)
    {
        _lab.Sql("INSERT INTO dataset (id, name) VALUES (2, 'other')");
        var plan = _database.PlanRemoval([1, 2]);
        _lab.Sql(meanwhile);
        Assert.Equal([2L], _database.RemoveDatasets(plan));
        Assert.Equal(["1"], _lab.Rows("SELECT id FROM dataset ORDER BY id"));
        Assert.Equal(["1|2"], Memory());
    }

    [Fact]
    public void A_moving_row_goes_when_it_was_known_to_move()
    {
        _lab.Sql("UPDATE dataset SET moving = 1");
        Assert.Equal([1L], _database.RemoveDatasets(_database.PlanRemoval([1])));
    }

    [Fact]
    public void All_are_removed_together_or_none()
    {
        _lab.Sql("INSERT INTO dataset (id, name) VALUES (2, 'kept'); CREATE TRIGGER kept BEFORE DELETE ON dataset WHEN old.id = 2 BEGIN SELECT RAISE(ABORT, 'kept'); END");
        Refusal.Of("DatabaseFailed", () => _database.RemoveDatasets(_database.PlanRemoval([1, 2])));
        Assert.Equal(["1", "2"], _lab.Rows("SELECT id FROM dataset ORDER BY id"));
        Assert.Equal(["1|2"], Memory());
        Assert.Empty(_database.FindEvents(new DatasetEventFilter { Kinds = ["removed"] }, DatabaseLab.Cancellation));
    }

    private IReadOnlyList<string> Memory() => _lab.Rows("SELECT (SELECT COUNT(*) FROM observation), (SELECT COUNT(*) FROM attention)");

    private void Apply(DatasetChangeSet changes) => _database.Apply([changes], ownTablesOnly: false, lease: null);
}
