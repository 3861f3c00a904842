using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class RscmMetadataTroubleTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public static TheoryData<string, string> DamagedMetadata => new()
    {
        { string.Empty, "is empty" },
        { "banana", "is no complete XML" },
        { "\0\0\0\0", "is no complete XML" },
        { "<series><stack_slice_count>2</stack_slice_count><grid_cols>2</gr", "is no complete XML" },
        { "<!DOCTYPE series [<!ENTITY a \"2\">]>" + CheckLab.VsSeries("&a;", "2"), "is no complete XML" },
        { "<!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><s>&x;</s>", "is no complete XML" },
        { "<series/>", "has no stack_slice_count" },
        { CheckLab.VsSeries("0", "2"), "stack_slice_count is '0'" },
        { CheckLab.VsSeries("-4", "2"), "stack_slice_count is '-4'" },
        { CheckLab.VsSeries("99999999999999999999", "2"), "stack_slice_count is '99999999999999999999'" },
        { CheckLab.VsSeries("2", "0"), "grid_cols is '0'" },
        { CheckLab.VsSeries("2", "-1"), "grid_cols is '-1'" },
        { CheckLab.VsSeries("2", "1000000000"), "grid_cols is '1000000000'" },
        { CheckLab.VsSeries("2.5", "2"), "stack_slice_count is '2.5'" },
    };

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(DamagedMetadata))]
    public async Task Damaged_metadata_of_one_dataset_is_named_harms_no_other_and_is_forgiven_once_mended(string content, string problem)
    {
        var damaged = _lab.AddRscm("klimstra-w/5CL18/damaged_stack1", imaged: 2);
        _lab.Write(Path.Join(damaged, "vs_series.dat"), content);
        _lab.AddRscm("klimstra-w/5CL18/healthy_stack1", imaged: 2);
        var listener = new Listener();
        await _lab.CheckAsync(observer: listener);
        _lab.Advance(11);
        await _lab.CheckAsync(observer: listener);

        Assert.Empty(listener.Failures);
        Assert.Equal(ImagingStatus.Finished, _lab.Row("healthy_stack1").ImagingStatus);
        Assert.Equal(ImagingStatus.NeedsAttention, _lab.Row("damaged_stack1").ImagingStatus);
        Assert.Contains(_lab.OpenTexts(damaged), text => text.Contains("vs_series.dat", StringComparison.Ordinal) && text.Contains(problem, StringComparison.Ordinal));

        _lab.Write(Path.Join(damaged, "vs_series.dat"), CheckLab.VsSeries("2", "2"));
        await _lab.SettleAsync();

        Assert.Equal(ImagingStatus.Finished, _lab.Row("damaged_stack1").ImagingStatus);
        Assert.False(_lab.Row("damaged_stack1").Paused);
        Assert.Empty(_lab.OpenKinds(damaged));
    }

    [Fact]
    public async Task Metadata_of_a_gigabyte_is_not_read_and_is_named()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/huge_stack1", imaged: 2);
        var file = Path.Join(path, "vs_series.dat");
        await using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.SetLength(1L << 30);
        }

        File.SetLastWriteTimeUtc(file, _lab.Clock.GetUtcNow().UtcDateTime);
        await _lab.SettleAsync();

        Assert.Contains("has more than 16777216 bytes", Assert.Single(_lab.OpenTexts(path), text => text.StartsWith("vs_series.dat", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_that_goes_away_is_named_and_the_counts_read_before_stand()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/gone_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Delete(Path.Join(path, "vs_series.dat"));
        await _lab.CheckAsync();

        Assert.Contains("is not there", Assert.Single(_lab.OpenTexts(path)), StringComparison.Ordinal);
        Assert.Equal((4, 2), (_lab.Row("gone_stack1").RibbonsTotal!.Value, _lab.Row("gone_stack1").RibbonsFinished!.Value));
    }
}
