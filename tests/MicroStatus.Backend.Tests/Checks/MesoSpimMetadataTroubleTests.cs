using System.Text;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class MesoSpimMetadataTroubleTests : IDisposable
{
    private const string Tile = "scan_Mag4x_Tile0_Ch488_Sh0_Rot0.btf";

    private readonly CheckLab _lab = new();
    private readonly string _path;

    public MesoSpimMetadataTroubleTests() => _path = Path.Join(_lab.MesoSpim, "cebra", "CL12", "lung");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Metadata_cut_anywhere_never_ends_a_check_and_never_makes_a_dataset_finished_before_its_images_stopped()
    {
        var whole = CheckLab.Metadata(Tile, stopped: true, 0, 0);
        var stopped = whole.IndexOf("[Stopped taking images] 20260914-190256", StringComparison.Ordinal);
        for (var length = 0; length < whole.Length; length += 37)
        {
            _lab.AddTile(Path.Join(_lab.MesoSpim, "cebra", "CL12", $"cut{length}"), 0, metadata: whole[..length]);
        }

        var listener = new Listener();
        await _lab.CheckAsync(observer: listener);
        _lab.Advance(30);
        await _lab.CheckAsync(observer: listener);

        Assert.Empty(listener.Failures);
        Assert.All(_lab.Rows(), row =>
            Assert.True(row.ImagingStatus != ImagingStatus.Finished || int.Parse(row.Name[3..], System.Globalization.CultureInfo.InvariantCulture) > stopped, row.Name));
    }

    [Fact]
    public async Task Metadata_in_the_encoding_of_an_older_windows_is_read()
    {
        _lab.AddTile(_path, 0);
        var text = CheckLab.Metadata(Tile, stopped: true, 0, 0).Replace("[Laser] 488 nm", "[Laser] 488 nm, 5 µm of Müller's", StringComparison.Ordinal);
        _lab.Write(Path.Join(_path, Tile + "_meta.txt"), Encoding.Latin1.GetBytes(text));
        await _lab.SettleAsync();

        Assert.Equal((ImagingStatus.Finished, "0.65"), (_lab.Row("lung").ImagingStatus, _lab.Row("lung").ResolutionXY));
    }

    [Fact]
    public async Task Numbers_without_decimals_stay_without_and_numbers_with_them_keep_them()
    {
        var text = CheckLab.Metadata(Tile, stopped: true, 0, 0).Replace("0.65", "5", StringComparison.Ordinal);
        _lab.AddTile(_path, 0, metadata: text);
        await _lab.SettleAsync();

        Assert.Equal(("5", "2.5"), (_lab.Row("lung").ResolutionXY, _lab.Row("lung").ResolutionZ));
    }

    [Fact]
    public async Task Metadata_with_no_tile_yet_is_a_dataset_that_waits_for_its_first_image()
    {
        _lab.Write(Path.Join(_path, Tile + "_meta.txt"), CheckLab.Metadata(Tile, stopped: false, 0, 0));
        var report = await _lab.CheckAsync();

        Assert.Equal((ImagingStatus.InProgress, 0), (_lab.Row("lung").ImagingStatus, _lab.Row("lung").TilesFinished));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task A_tile_whose_metadata_says_that_images_stopped_and_that_is_shorter_needs_a_person()
    {
        _lab.AddTile(_path, 0);
        var image = Path.Join(_path, Tile);
        _lab.Write(image, (await File.ReadAllBytesAsync(image, CheckLab.Cancellation))[..^2000]);
        await _lab.SettleAsync();

        Assert.Contains(AttentionKind.AbortedTile, _lab.OpenKinds(_path));
    }

    [Fact]
    public async Task A_hole_in_the_rectangle_is_an_early_end_and_the_missing_tile_finishes_it()
    {
        _lab.AddTile(_path, 0, x: 0, y: 0);
        _lab.AddTile(_path, 1, x: 0, y: 1);
        _lab.AddTile(_path, 2, x: 1, y: 0);
        await _lab.SettleAsync();

        Assert.Equal([AttentionKind.EndedEarly], _lab.OpenKinds(_path));

        _lab.AddTile(_path, 3, x: 1, y: 1);
        await _lab.SettleAsync();

        Assert.Equal((ImagingStatus.Finished, false), (_lab.Row("lung").ImagingStatus, _lab.Row("lung").Paused));
    }
}
