using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Checks;
using MicroStatus.Database;

namespace MicroStatus.Backend.Tests.Tiles;

public sealed class MontageCostTests : IDisposable
{
    private readonly MontageLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("Made")]
    [InlineData("Failed")]
    [InlineData("WithoutPictures")]
    public async Task What_is_settled_costs_a_check_two_queries_and_no_call_on_the_stores_however_many_there_are(string state)
    {
        Fill(2000);
        _lab.Lab.Sql($"INSERT INTO montage (dataset_id, state, tiles, attempts, tried) SELECT id, '{state}', 0, 1, '2026-09-14T20:00:00.0000000Z' FROM dataset");
        var (statements, calls) = await CountAsync();

        Assert.Equal((2, 0), (statements.Count(sql => sql.Contains("montage", StringComparison.Ordinal)), calls));
        Assert.DoesNotContain(statements, IsRow);
    }

    [Fact]
    public async Task What_was_imaged_before_the_take_over_costs_no_more()
    {
        Fill(2000);
        using (var database = _lab.Lab.Open(DatabaseAccess.ReadWrite))
        {
            database.WriteMonitorState(database.ReadMonitorState() with { Since = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero) }, lease: null);
        }

        var (statements, calls) = await CountAsync();
        Assert.Equal((2, 0), (statements.Count(sql => sql.Contains("montage", StringComparison.Ordinal)), calls));
        Assert.DoesNotContain(statements, IsRow);
    }

    [Fact]
    public async Task Rows_that_tell_no_end_of_imaging_and_that_no_check_ever_saw_cost_no_more()
    {
        Fill(2000);
        _lab.Lab.Sql("UPDATE dataset SET imaging_end = NULL");
        var (statements, calls) = await CountAsync();
        Assert.Equal((2, 0), (statements.Count(sql => sql.Contains("montage", StringComparison.Ordinal)), calls));
        Assert.DoesNotContain(statements, IsRow);
    }

    [Fact]
    public async Task What_is_due_is_read_row_by_row()
    {
        Fill(3);
        _lab.Lab.Sql("UPDATE dataset SET paused = 1");
        var (statements, _) = await CountAsync();
        Assert.Equal(3, statements.Count(IsRow));
    }

    private static bool IsRow(string sql) => sql.StartsWith("SELECT d.id, d.name, p.name", StringComparison.Ordinal);

    private void Fill(int datasets) => _lab.Lab.Sql(
        $"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {datasets})
        INSERT INTO dataset (name, path_on_fast_store, modality, imaging_status, processing_status, imaging_end)
        SELECT 'd' || i, '{_lab.Lab.MesoSpim}/klimstra-w/5CL18/d' || i, 'mesospim', 'finished', 'finished', '2026-09-14_19-02-56' FROM n
        """);

    private async Task<(List<string> Statements, int Calls)> CountAsync()
    {
        var request = new StatusCheckRequest { Host = "node1", Steps = [CheckStep.Tiles] };
        await new StatusCheck(_lab.Lab.Backend, _lab.Lab.Settings).RunAsync(request, new Listener(), CheckLab.Cancellation);
        var statements = new List<string>();
        _lab.Lab.Backend.Statements = statements.Add;
        var before = _lab.Lab.Tree.Calls;
        await new StatusCheck(_lab.Lab.Backend, _lab.Lab.Settings).RunAsync(request, new Listener(), CheckLab.Cancellation);
        return (statements, _lab.Lab.Tree.Calls - before);
    }
}
