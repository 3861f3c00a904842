using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

/// <summary>A person's edit of any row that other programs left, read and written as Set-Dataset does.</summary>
public sealed class EditTests : IDisposable
{
    private static readonly DatasetEdit Everything = new()
    {
        Name = "new",
        Pi = "dutta",
        ClNumber = "1CL1",
        ImagingStatus = ImagingStatus.Finished,
        ProcessingStatus = ProcessingStatus.NotStarted,
        PathOnHive = "/h20/new",
        Moved = true,
        Moving = false,
        Paused = false,
        KeepComposites = true,
        Delete405 = false,
        Public = true,
    };

    private readonly DatabaseLab _lab = new();
    private readonly IDatasetDatabase _database;
    private readonly LabTime _time;

    public EditTests()
    {
        _database = _lab.Create();
        _time = new LabTime(TimeZoneInfo.FindSystemTimeZoneById(_lab.Settings.Lab.TimeZone));
    }

    public void Dispose()
    {
        _database.Dispose();
        _lab.Dispose();
    }

    [Theory]
    [InlineData("(id) VALUES (1)")]
    [InlineData("(id, name, pi, cl_number, imaging_status, processing_status, path_on_hive) VALUES (1, '', 99, 99, '0', '1', '')")]
    [InlineData("(id, name, pi, cl_number, imaging_status, processing_status) VALUES (1, x'00', 'x', 'y', 'paused', '')")]
    [InlineData("(id, moved, moving, paused, keep_composites, delete_405, public) VALUES (1, 'no', 'yes', '', NULL, 2.5, -3)")]
    [InlineData("(id, moved, moving, paused, keep_composites, delete_405, public) VALUES (1, '1', 7, 99999999999, x'01', 'x', 'y')")]
    [InlineData("(id, imaging_status, ribbons_total, created, imaging_start) VALUES (1, 3, 'many', 'yesterday', 12)")]
    public void Dirty_rows_take_every_value(string row)
    {
        _lab.Sql("INSERT INTO dataset " + row);
        var applied = Apply(Everything);
        Assert.Null(applied.Error);
        Assert.Empty(applied.Refused);
        var after = Row();
        Assert.Equal(Everything.After(after), after);
        Assert.Equal(("new", "dutta", "1CL1", "/h20/new", true, true), (after.Name, after.Pi, after.ClNumber, after.PathOnHive, after.Moved, after.Public));
        Assert.Empty(Everything.ChangesOf(Row(), _time));
    }

    [Fact]
    public void Each_change_is_an_event_with_user_and_host()
    {
        _lab.Sql("INSERT INTO dataset (id, name) VALUES (1, 'x')");
        Apply(new DatasetEdit { Paused = true, Public = true });
        var events = _database.FindEvents(new DatasetEventFilter { Kinds = ["edited"] }, DatabaseLab.Cancellation).ToList();
        Assert.Equal([("paused", "0", "1"), ("public", "0", "1")], events.Select(entry => (entry.Field!, entry.From!, entry.To!)));
        Assert.Empty(_database.ReadExternalChanges().Changes);
        Assert.All(events, entry => Assert.Equal(Environment.UserName + "@" + Environment.MachineName, entry.Who));
    }

    [Fact]
    public void What_someone_else_changed_meanwhile_wins_and_has_no_event_of_ours()
    {
        _lab.Sql("INSERT INTO dataset (id, name, path_on_hive) VALUES (1, 'x', '/h20/a')");
        var row = Row();
        _lab.Sql("UPDATE dataset SET path_on_hive = '/h20/b'");
        var applied = Apply(new DatasetEdit { Paused = true, PathOnHive = "/h20/c" }, row);
        Assert.Equal([DatasetField.PathOnHive], applied.Refused.Select(change => change.Field));
        Assert.Equal(["/h20/b|1"], _lab.Rows("SELECT path_on_hive, paused FROM dataset"));
        Assert.Equal(["paused"], _lab.Rows("SELECT field FROM dataset_event WHERE kind = 'edited'"));
    }

    private Dataset Row() => Assert.Single(_database.FindDatasets(new DatasetFilter(), DatabaseLab.Cancellation));

    private AppliedChange Apply(DatasetEdit edit, Dataset? row = null)
    {
        row ??= Row();
        return Assert.Single(_database.Apply(
            [DatasetEditing.ChangeSet(row, edit.ChangesOf(row, _time), "Set by a person.", _lab.Clock.GetUtcNow())], ownTablesOnly: false, lease: null));
    }
}
