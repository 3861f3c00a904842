using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

/// <summary>What a person is told of single tiles (lab.md §4).</summary>
public class MesoSpimFindingsTests
{
    private readonly MesoSpimScene _scene = new();

    private FakeFileTree Tree => _scene.Tree;

    [Fact]
    public void A_tile_that_stopped_and_is_too_small_was_aborted()
    {
        _scene.AddTile(0, "488", 0, 0);
        _scene.AddTile(1, "488", 0, 800, planes: 3);
        Assert.Empty(_scene.Look().Findings);

        _scene.Wait(10);
        var seen = _scene.Look();
        var reason = Assert.Single(seen.Findings);
        Assert.Equal((AttentionKind.AbortedTile, MesoSpimScene.Name(1, "488")), (reason.Kind, reason.Subject));
        Assert.Contains("tile 1, channel 488", reason.Text, StringComparison.Ordinal);
        Assert.Contains("3 of 4 planes", reason.Text, StringComparison.Ordinal);
        Assert.Equal("tile 1, channel 488", reason.Where);
        Assert.Equal([MesoSpimScene.Name(1, "488")], reason.Names);
        Assert.Equal([reason.Finding], seen.Differences);
        Assert.Equal(reason.Names, seen.Names);
        Assert.Equal(1, seen.UnitsFinished);
        Assert.Empty(seen.FindingsWhenQuiet);

        Tree.WriteTiff(MesoSpimScene.Path(1, "488"), MesoSpimScene.Width, MesoSpimScene.Height, MesoSpimScene.Planes);
        var mended = _scene.LookLater();
        Assert.Empty(mended.Findings);
        Assert.True(mended.Complete);
    }

    [Fact]
    public void A_tile_is_measured_by_its_own_size_not_by_the_cameras()
    {
        _scene.AddTile(0, "488", 0, 0);
        Tree.WriteTiff(MesoSpimScene.Path(0, "488"), 2 * MesoSpimScene.Width, MesoSpimScene.Height, MesoSpimScene.Planes / 2);
        Assert.Equal(AttentionKind.AbortedTile, Assert.Single(_scene.LookLater().Findings).Kind);
    }

    [Theory]
    [InlineData(0, AttentionKind.AbortedTile)]
    [InlineData(5000, AttentionKind.BrokenFile)]
    public void A_tile_without_a_readable_head_is_a_finding(long length, string kind)
    {
        _scene.AddTile(0, "488", 0, 0);
        Tree.Delete(MesoSpimScene.Path(0, "488"));
        Tree.WriteSize(MesoSpimScene.Path(0, "488"), length);
        var reason = Assert.Single(_scene.LookLater().Findings);
        Assert.Equal((kind, MesoSpimScene.Name(0, "488")), (reason.Kind, reason.Subject));
    }

    [Fact]
    public void A_tile_whose_size_cannot_be_true_is_broken()
    {
        _scene.AddTile(0, "488", 0, 0);
        Tree.WriteTiff(MesoSpimScene.Path(0, "488"), long.MaxValue, long.MaxValue, 1);
        Tree.WriteSize(MesoSpimScene.Path(0, "488"), 100);
        Assert.Equal(AttentionKind.BrokenFile, Assert.Single(_scene.LookLater().Findings).Kind);
    }

    [Fact]
    public void A_stopped_tile_without_an_image_is_a_finding()
    {
        _scene.AddTile(0, "488", 0, 0);
        Tree.Delete(MesoSpimScene.Path(0, "488"));
        var reason = Assert.Single(_scene.LookLater().Findings);
        Assert.Equal((AttentionKind.AbortedTile, MesoSpimScene.Name(0, "488")), (reason.Kind, reason.Subject));
        Assert.Contains("is missing", reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_without_metadata_is_a_finding()
    {
        _scene.AddTile(0, "488", 0, 0);
        Tree.Delete(MesoSpimScene.Path(0, "488") + "_meta.txt");
        Assert.Empty(_scene.Look().Findings);
        var reason = Assert.Single(_scene.LookLater().Findings);
        Assert.Equal((AttentionKind.Metadata, MesoSpimScene.Name(0, "488") + "_meta.txt"), (reason.Kind, reason.Subject));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[z_pla")]
    [InlineData("\0\0\0\0\n")]
    [InlineData("[z_planes] -4\n[x_pos] 0\n[y_pos] 0\n")]
    [InlineData("[z_planes] 4\n[x_pos] NaN\n[y_pos] 1e400\n")]
    public void Metadata_that_cannot_be_right_is_tolerated_while_fresh(string text)
    {
        _scene.AddTile(0, "488", 0, 0);
        Tree.Write(MesoSpimScene.Path(0, "488") + "_meta.txt", text);
        Assert.Empty(_scene.Look().Findings);

        _scene.Wait(10);
        var reason = Assert.Single(_scene.Look().Findings);
        Assert.Equal((AttentionKind.Metadata, MesoSpimScene.Name(0, "488") + "_meta.txt"), (reason.Kind, reason.Subject));

        Tree.Write(MesoSpimScene.Path(0, "488") + "_meta.txt", MesoSpimScene.Metadata());
        Assert.True(_scene.LookLater().Complete);
    }

    [Fact]
    public void Metadata_that_may_not_be_read_is_a_finding_until_it_may()
    {
        _scene.AddTile(0, "488", 0, 0);
        var file = MesoSpimScene.Path(0, "488") + "_meta.txt";
        Tree.Deny(file);
        Assert.Contains("access to it is denied", Assert.Single(_scene.LookLater().Findings).Text, StringComparison.Ordinal);
        Tree.Allow(file);
        Assert.Empty(_scene.Look().Findings);
    }

    [Fact]
    public void Metadata_beyond_the_limit_is_a_finding_and_is_not_read()
    {
        _scene.AddTile(0, "488", 0, 0);
        Tree.WriteSize(MesoSpimScene.Path(0, "488") + "_meta.txt", 1L << 30);
        var reason = Assert.Single(_scene.LookLater().Findings);
        Assert.Equal(AttentionKind.Metadata, reason.Kind);
        Assert.Contains("larger than", reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_defect_in_many_tiles_does_not_make_many_messages()
    {
        for (var tile = 0; tile < 200; tile++)
        {
            _scene.AddTile(tile, "488", 0, tile, planes: 1);
        }

        var findings = _scene.LookLater().Findings;
        Assert.Equal(51, findings.Count);
        Assert.StartsWith("150 more files", findings[^1].Text, StringComparison.Ordinal);
    }
}
