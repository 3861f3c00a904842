using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Datasets;

public class StatusTextTests
{
    [Theory]
    [InlineData(ImagingStatus.InProgress, "in_progress")]
    [InlineData(ImagingStatus.NeedsAttention, "needs_attention")]
    [InlineData(ImagingStatus.Finished, "finished")]
    public void Imaging_statuses_are_spelled_as_the_database_does(ImagingStatus status, string text)
    {
        Assert.Equal(text, StatusText.Of(status));
        Assert.Equal(status, StatusText.ReadImaging(text, out var isKnown));
        Assert.True(isKnown);
    }

    [Theory]
    [InlineData(ProcessingStatus.NotStarted, "not_started")]
    [InlineData(ProcessingStatus.InProgress, "in_progress")]
    [InlineData(ProcessingStatus.Started, "started")]
    [InlineData(ProcessingStatus.Stitched, "stitched")]
    [InlineData(ProcessingStatus.DeconDone, "decon_done")]
    [InlineData(ProcessingStatus.Denoised, "denoised")]
    [InlineData(ProcessingStatus.ImsConverted, "ims_converted")]
    [InlineData(ProcessingStatus.BuiltIms, "built_ims")]
    [InlineData(ProcessingStatus.MovedToHive, "moved_to_hive")]
    [InlineData(ProcessingStatus.Finished, "finished")]
    [InlineData(ProcessingStatus.NeedsAttention, "needs_attention")]
    public void Processing_statuses_are_spelled_as_the_database_does(ProcessingStatus status, string text)
    {
        Assert.Equal(text, StatusText.Of(status));
        Assert.Equal(status, StatusText.ReadProcessing(text, out var isKnown));
        Assert.True(isKnown);
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("0")]
    [InlineData("Finished")]
    [InlineData("")]
    [InlineData(null)]
    public void Damaged_statuses_need_a_person_and_are_worth_reporting(string? text)
    {
        Assert.Equal(ImagingStatus.NeedsAttention, StatusText.ReadImaging(text, out var isImaging));
        Assert.Equal(ProcessingStatus.NeedsAttention, StatusText.ReadProcessing(text, out var isProcessing));
        Assert.False(isImaging || isProcessing);
    }

    [Fact]
    public void Every_status_has_a_text()
    {
        Assert.All(Enum.GetValues<ImagingStatus>(), status => Assert.Equal(status, StatusText.ReadImaging(StatusText.Of(status), out _)));
        Assert.All(Enum.GetValues<ProcessingStatus>(), status => Assert.Equal(status, StatusText.ReadProcessing(StatusText.Of(status), out _)));
    }
}
