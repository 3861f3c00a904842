using MicroStatus.Core.Tests.Messages.Catalogue;
using MicroStatus.Messages;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Core.Tests.Messages;

public sealed class MontageMessagesTests
{
    private readonly MontageMessages _messages = new(SampleMessages.Catalogue);

    [Fact]
    public void Sides_are_named_where_there_are_several() => Assert.Contains(
        "channels 488 (Sh0, Rot0), 488 (Sh1, Rot0) and 561 (Sh0, Rot90), 2 rows",
        Text(SampleMessages.Montage("488"), SampleMessages.Montage("488", 1), SampleMessages.Montage("561", 0, 90)),
        StringComparison.Ordinal);

    [Fact]
    public void One_row_is_no_rows() => Assert.Contains("channel 488, 1 row × 1 column.", Text(SampleMessages.Montage("488") with { Rows = 1, Columns = 1 }), StringComparison.Ordinal);

    [Fact]
    public void Of_many_black_places_the_first_ones_are_named()
    {
        var text = Text(SampleMessages.Montage("488") with { Missing = [.. Enumerable.Range(0, 20).Select(i => $"tile {i}: not there")] });
        Assert.Contains("488 tile 7: not there; and 12 more.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("tile 8", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_of_black_places_where_there_are_none() => Assert.DoesNotContain("Black", Text(SampleMessages.Montage("488")), StringComparison.Ordinal);

    [Fact]
    public void A_title_names_dataset_and_channels() =>
        Assert.Equal("Montage of KC34: 488 and 561", MontageMessages.TitleOf("KC34", [SampleMessages.Montage("488"), SampleMessages.Montage("561"), SampleMessages.Montage(TileMontage.ColorChannel)]));

    private string Text(params IReadOnlyList<TileMontage> made) => _messages.Made(SampleMessages.Subject(), SampleMessages.Now, made, "stitched_maxips/x.png").Text;
}
