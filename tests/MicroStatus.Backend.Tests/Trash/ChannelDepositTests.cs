using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Backend.Tests.Trash;

/// <summary>lab.md §3 (delete_405): a colour that went to the trash on purpose is not lost, and imaging does not begin anew.</summary>
public class ChannelDepositTests
{
    [Fact]
    public async Task Channels_and_ribbons_follow_and_nothing_is_said()
    {
        using var lab = await new DepositLab().SettledAsync();
        var messages = lab.Lab.Messages();
        Assert.Equal((2, 8), (lab.Lab.Row("8257_stack1").Channels, lab.Lab.Row("8257_stack1").RibbonsFinished));
        Assert.True(await lab.RoundAsync(lab.Colour));
        await AssertFollowedAsync(lab, messages);
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    public async Task A_colour_that_is_half_gone_is_nobodys_surprise(int acts, bool isCheckedBetween)
    {
        using var lab = await new DepositLab().SettledAsync();
        var messages = lab.Lab.Messages();
        Assert.False(await lab.RoundAsync(lab.Colour, acts));
        if (isCheckedBetween)
        {
            lab.Lab.Advance(5);
            var report = await lab.Lab.CheckAsync();
            Assert.Empty(report.Problems);
            Assert.Equal(ImagingStatus.Finished, lab.Lab.Row("8257_stack1").ImagingStatus);
        }

        Assert.True(await lab.RoundAsync(act: null));
        await AssertFollowedAsync(lab, messages);
    }

    [Fact]
    public async Task A_dataset_that_a_person_finished_stays_finished()
    {
        using var lab = await new DepositLab().SettledAsync();
        lab.Lab.Delete(Path.Join(lab.Place, "scan_layer000/488/images/ribbon_col001.tif"));
        await lab.Lab.CheckAsync();
        lab.Lab.Advance(24 * 60);
        await lab.Lab.CheckAsync();
        var messages = lab.Lab.Messages();
        Assert.True(await lab.RoundAsync(lab.Colour));
        await AssertFollowedAsync(lab, messages, ribbons: 3);
    }

    private static async Task AssertFollowedAsync(DepositLab lab, IReadOnlyList<string> messages, int ribbons = 4)
    {
        Assert.Single(lab.Entries(TrashKind.Channel));
        for (var check = 0; check < 2; check++)
        {
            lab.Lab.Advance(15);
            var report = await lab.Lab.CheckAsync();
            Assert.Empty(report.Problems);
            var row = lab.Lab.Row("8257_stack1");
            Assert.Equal((ImagingStatus.Finished, 1, 4, ribbons), (row.ImagingStatus, row.Channels, row.RibbonsTotal, row.RibbonsFinished));
            Assert.Equal(messages, lab.Lab.Messages());
            Assert.False(row.Paused);
        }
    }
}
