using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Datasets.Comparison;

namespace MicroStatus.Core.Tests.Comparison;

public class FilesComparisonTests
{
    private static readonly Dataset Row = new()
    {
        Id = 12,
        Name = "x_stack1",
        Path = "/CBI_FastStore/Acquire/RSCM/x_stack1",
        ImagingStatus = ImagingStatus.InProgress,
        RibbonsTotal = 10,
        RibbonsFinished = 4,
        Channels = 1,
    };

    [Fact]
    public void Counts_that_agree_are_no_difference() => Assert.Empty(Compare(Row, 4, ImagingStatus.InProgress, complete: false));

    [Fact]
    public void Counts_that_differ_are_one_difference_with_both_sides()
    {
        var difference = Assert.Single(Compare(Row, 7, ImagingStatus.InProgress, complete: false));
        Assert.Equal(
            (DifferenceKind.Counts, "ribbons_finished 4", "ribbons_finished 7", "Invoke-StatusCheck -Step Acquisition"),
            (difference.Kind, difference.Database, difference.Found, difference.Action));
    }

    [Fact]
    public void A_status_that_the_files_disprove_is_told_with_the_reason()
    {
        var difference = Assert.Single(Compare(Row with { RibbonsFinished = 10 }, 10, ImagingStatus.Finished, complete: true));
        Assert.Equal((DifferenceKind.ImagingStatus, "in_progress", "finished"), (difference.Kind, difference.Database, difference.Found));
        Assert.EndsWith("Because.", difference.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_dataset_of_which_images_are_missing_is_told_although_a_check_leaves_it()
    {
        var row = Row with { ImagingStatus = ImagingStatus.Finished };
        var difference = Assert.Single(Compare(row, 4, ImagingStatus.Finished, complete: false));
        Assert.Equal((DifferenceKind.ImagingStatus, "finished", "4 of 10 ribbons", null), (difference.Kind, difference.Database, difference.Found, difference.Action));
    }

    [Theory]
    [InlineData(null, null, false, null)]
    [InlineData("/CBI_FastStore/Acquire/RSCM/x_stack1", null, true, null)]
    [InlineData("/CBI_FastStore/Acquire/RSCM/x_stack1/", 12L, true, null)]
    [InlineData("/CBI_FastStore/Acquire/RSCM/x_stack1", 13L, true, "dataset 13, '/CBI_FastStore/Acquire/RSCM/x_stack1'")]
    [InlineData("/CBI_FastStore/Acquire/RSCM/old_stack1", null, true, "'/CBI_FastStore/Acquire/RSCM/old_stack1'")]
    [InlineData(null, null, true, "a marker that cannot be read")]
    public void A_marker_must_name_its_row(string? path, long? id, bool isThere, string? found)
    {
        var difference = MarkerComparison.Of(Row, Row.Path!, isThere ? new DatasetMarker(path, id) : null);
        Assert.Equal(isThere ? found : "no marker", difference?.Found);
        Assert.Equal(isThere ? DifferenceKind.MarkerOther : DifferenceKind.MarkerMissing, difference?.Kind ?? (isThere ? DifferenceKind.MarkerOther : null));
    }

    private static List<DatasetDifference> Compare(Dataset row, int ribbons, ImagingStatus status, bool complete)
    {
        var observation = new ImagingObservation
        {
            UnitsFinished = ribbons,
            UnitsTotal = 10,
            Complete = complete,
            Memory = [],
            Fields = new Dictionary<DatasetField, object?>
            {
                [DatasetField.RibbonsFinished] = (long)ribbons,
                [DatasetField.RibbonsTotal] = 10L,
                [DatasetField.ImagingSummary] = "{}",
            },
        };
        var decision = new ImagingDecision(status, "Because.", [], HasProgress: false, default, NeedsFullListing: false, default, Lost: 0);
        return [.. ImagingComparison.Of(row, observation, decision, "ribbon", new LabTime(TimeZoneInfo.Utc))];
    }
}
