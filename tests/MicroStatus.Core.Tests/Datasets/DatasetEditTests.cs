using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Datasets;

public class DatasetEditTests
{
    private static readonly LabTime Time = new(TimeZoneInfo.Utc);
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dataset Row = new() { Id = 12, Name = "x", Path = "/fast/x", Pi = "dutta", ImagingStatusText = "in_progress" };

    [Fact]
    public void Only_columns_that_say_something_else_change_and_each_is_guarded_by_what_was_read()
    {
        var edit = new DatasetEdit { Pi = "dutta", ClNumber = "5CL18", Paused = true, Moving = false, ImagingStatus = ImagingStatus.NeedsAttention };
        Assert.Equal(
            [
                new FieldChange(DatasetField.ClNumber, null, "5CL18"),
                new FieldChange(DatasetField.ImagingStatus, "in_progress", "needs_attention"),
                new FieldChange(DatasetField.Paused, 0L, 1L),
            ],
            edit.ChangesOf(Row, Time));
    }

    [Fact]
    public void An_empty_text_clears_a_column_and_changes_nothing_where_there_is_nothing()
    {
        var edit = new DatasetEdit { Pi = string.Empty, PathOnHive = string.Empty };
        Assert.Equal([new FieldChange(DatasetField.Pi, "dutta", null)], edit.ChangesOf(Row, Time));
        Assert.Null(edit.After(Row).Pi);
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_replaced_also_by_what_it_was_taken_for()
    {
        var row = Row with { RowProblems = ["paused: 'yes' is not a whole number", "imaging_status: '0' is not a status"], ImagingStatusText = "0", ImagingStatus = ImagingStatus.NeedsAttention };
        var changes = new DatasetEdit { Paused = false, Moved = false, ImagingStatus = ImagingStatus.NeedsAttention }.ChangesOf(row, Time);
        Assert.Equal([new FieldChange(DatasetField.ImagingStatus, "0", "needs_attention"), new FieldChange(DatasetField.Paused, 0L, 0L)], changes);
        var events = DatasetEditing.ChangeSet(row, changes, "Set by a person.", Now).Events;
        Assert.Equal("Set by a person. Before, it could not be read: paused: 'yes' is not a whole number.", events[1].Why);
    }

    [Fact]
    public void Each_column_that_changes_is_an_event_with_its_name_and_both_values()
    {
        var changes = new DatasetEdit { Pi = string.Empty, Paused = true }.ChangesOf(Row, Time);
        var changeSet = DatasetEditing.ChangeSet(Row, changes, DatasetEditing.Why(" Wrong folder. ", isForced: false), Now);
        Assert.Equal((12L, "/fast/x"), (changeSet.Id, changeSet.Path));
        Assert.Equal(
            [("edited", "pi", "dutta", null, "Set by a person. Wrong folder."), ("edited", "paused", "0", "1", "Set by a person. Wrong folder.")],
            changeSet.Events.Select(entry => (entry.Kind, entry.Field!, entry.From!, entry.To, entry.Why!)));
        Assert.Equal("Set by a person, with force.", DatasetEditing.Why(null, isForced: true));
    }

    [Fact]
    public void An_edit_that_wants_nothing_is_empty()
    {
        Assert.True(new DatasetEdit().IsEmpty);
        Assert.False(new DatasetEdit { Paused = false }.IsEmpty);
        Assert.False(new DatasetEdit { Pi = string.Empty }.IsEmpty);
    }

    [Fact]
    public void Every_column_has_the_name_that_its_documentation_gives_in_snake_case()
    {
        Assert.Equal("delete_405", DatasetFields.ColumnOf(DatasetField.Delete405));
        Assert.Equal("peace_json_created", DatasetFields.ColumnOf(Enum.GetValues<DatasetField>().Max()));
        Assert.Equal(Enum.GetValues<DatasetField>().Length, Enum.GetValues<DatasetField>().Select(DatasetFields.ColumnOf).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("8257_try2_stack1", true)]
    [InlineData("größe 2", true)]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\0", false)]
    public void A_dataset_is_named_as_a_folder_can_be(string name, bool isName) => Assert.Equal(isName, DatasetNames.FaultOfName(name) is null);

    [Theory]
    [InlineData("klimstra-w", true)]
    [InlineData("O'Brien", true)]
    [InlineData("Müller", true)]
    [InlineData("5CL18", false)]
    [InlineData("cl7", false)]
    [InlineData("a/b", false)]
    [InlineData("  ", false)]
    public void A_PI_is_called_as_the_settings_say_and_is_no_CL_number(string pi, bool isPi) =>
        Assert.Equal(isPi, new DatasetNames(new DiscoverySettings()).FaultOfPi(pi) is null);

    [Theory]
    [InlineData("5CL18", true)]
    [InlineData("cl12b", true)]
    [InlineData("x5CL18", false)]
    [InlineData("5CL", false)]
    [InlineData("5CL18 ", false)]
    public void A_CL_number_matches_as_a_whole(string clNumber, bool isClNumber) =>
        Assert.Equal(isClNumber, new DatasetNames(new DiscoverySettings()).FaultOfClNumber(clNumber) is null);

    [Theory]
    [InlineData("klimstra", "klimstra-w")]
    [InlineData("Muller", "Müller")]
    [InlineData("obrien", "O'Brien")]
    [InlineData("dutta", "")]
    [InlineData("nobody", "")]
    [InlineData("k", "")]
    public void Names_near_to_a_slip_of_the_pen_are_offered(string typed, string expected)
    {
        string[] known = ["klimstra-w", "Müller", "O'Brien", "DUTTA", "O'Brien", ""];
        Assert.Equal(expected, string.Join(' ', NearNames.Of(typed, known)));
        Assert.Equal(expected.Length == 0 ? "" : $" Did you mean '{expected}'?", NearNames.Question(typed, known));
    }
}
