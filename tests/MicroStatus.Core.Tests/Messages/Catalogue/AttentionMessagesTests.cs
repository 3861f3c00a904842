using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Core.Tests.Messages.Catalogue;

public sealed class AttentionMessagesTests
{
    private static readonly AttentionMessages Messages = new(SampleMessages.Catalogue);

    [Fact]
    public void Several_broken_files_are_one_message_that_says_once_what_to_do()
    {
        var message = Assert.Single(Messages.Of(SampleMessages.Subject("a", instrument: null), [.. Enumerable.Range(1, 7).Select(i => SampleMessages.Broken($"col{i}.tif"))]));
        Assert.Equal(
            "a has broken images. "
                + string.Concat(Enumerable.Range(1, 5).Select(i => $"Broken TIFF in layer 3, colour 488: col{i}.tif (empty). "))
                + @"And 2 more. Copy it again. Z:\Acquire\RSCM\a",
            message.Text);
        Assert.Equal(["a", "col1.tif", "col2.tif", "col3.tif", "col4.tif", "col5.tif", @"Z:\Acquire\RSCM\a"], message.Code);
    }

    [Fact]
    public void Kinds_of_reasons_are_messages_of_their_own() =>
        Assert.Equal(
            [MessageKind.ImagingPaused, MessageKind.BrokenTiff, MessageKind.NeedsAttention, MessageKind.NeedsAttention],
            Messages.Of(
                SampleMessages.Subject(),
                [
                    SampleMessages.Stalled,
                    SampleMessages.Broken("a.tif"),
                    new AttentionReason(AttentionKind.Metadata, "", "x"),
                    new AttentionReason(AttentionKind.Vanished, "", "y"),
                ]).Select(message => message.Kind));

    [Theory]
    [InlineData("Access to the path '/fast/o'b/a.b/x 1.tif' is denied", @"Access to the path 'W:\o'b\a.b\x 1.tif' is denied.", @"W:\o'b\a.b\x 1.tif")]
    [InlineData("/fast/o'b/a.b/405/x.tif, which is a link.", @"W:\o'b\a.b\405\x.tif, which is a link.", @"W:\o'b\a.b\405\x.tif")]
    [InlineData("It is gone: /fast/o'b/a.b.", @"It is gone: W:\o'b\a.b.", @"W:\o'b\a.b")]
    [InlineData("/fast/o'b/a.b_2 is another one", "/fast/o'b/a.b_2 is another one.", null)]
    [InlineData("Two: '/fast/o'b/a.b/x', '/fast/o'b/a.b/y'", @"Two: 'W:\o'b\a.b\x', 'W:\o'b\a.b\y'.", @"W:\o'b\a.b\y")]
    [InlineData("Input/output error", "Input/output error.", null)]
    public void Paths_in_a_failure_are_the_Windows_ones(string failure, string shown, string? path)
    {
        var subject = new MessageSubject("a.b", "/fast/o'b/a.b", @"W:\o'b\a.b", null, SampleMessages.Now);
        var message = Messages.Quarantined(subject, 3, failure);
        Assert.Contains($": {shown} Remove", message.Text, StringComparison.Ordinal);
        Assert.True(path is null || message.Code.Contains(path));
    }

    [Fact]
    public void A_reason_says_what_to_do_at_its_end()
    {
        var reason = AttentionReason.Of(AttentionKind.Vanished, "", "Gone.", "Put it back.");
        Assert.Equal(("Gone. Put it back.", "Gone.", "Put it back."), (reason.Text, reason.Finding, reason.NextStep));
        Assert.Equal("Gone.", new AttentionReason(AttentionKind.Vanished, "", "Gone.").Finding);
    }
}
