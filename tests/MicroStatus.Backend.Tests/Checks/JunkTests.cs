using CsCheck;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class JunkTests
{
    private static readonly Gen<string> Segment = Gen.OneOf(
        OneOf(
            "8257_stack1", "stack", "vs_series.dat", "a_layer000", "a_layer001", "layer99999999999", "488", "561", "images", "r_col000.tif", "r_col001.tif", "col.tif",
            "s_Mag4x_Tile0_Ch488_Sh0_Rot0.btf", "s_Mag4x_Tile0_Ch488_Sh0_Rot0.btf_meta.txt", "s_Mag4x_Tile1_Ch561b_Sh1_Rot90.btf", "s_Mag4x_Tile99999999999_Ch4_Sh0_Rot0.btf",
            "MAX_s_Mag4x_Tile0_Ch488_Sh0_Rot0.btf.tif", "g.ome.zarr", "Mag4_Tile0_Ch488_Sh0_Rot0.ome.zarr", "g.ome.zarr_Mag4_Tile0_Ch488_Sh0_Rot0.ome.zarr_meta.txt", "table.csv",
            "table.bin", ".microstatus.json", "Thumbs.db", "klimstra-w", "5CL18", "demo", "decon", "ims_files"),
        Gen.String[Gen.Char['\u0001', '\u02ff'].Where(c => c != '/'), 1, 30].Where(text => text is not "." and not ".."));

    private static readonly Gen<byte[]> Content = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        OneOf(
            CheckLab.VsSeries("2", "2"), CheckLab.VsSeries("100000", "100000"), CheckLab.VsSeries("x", "-2"), "II*\0\u0008\0\0\0", "{\"path\":1}", "{\"path\":\"/\",\"path\":\"/\"}",
            "filename,x\na,b\n", "\"", CheckLab.Metadata("x", stopped: true, 0, 0)).Select(System.Text.Encoding.UTF8.GetBytes));

    private static readonly Gen<(string[] Segments, byte[]? Content)> Entry =
        Gen.Select(OneOf("RSCM", "MesoSPIM"), Segment.Array[1, 6], Content.Null(), (modality, segments, content) => ((string[])[modality, .. segments], content));

    [Fact]
    public Task No_tree_of_files_and_folders_below_the_acquisitions_ends_a_check() =>
        Entry.Array[1, 60].SampleAsync(
            async entries =>
            {
                using var lab = new CheckLab();
                foreach (var (segments, content) in entries)
                {
                    Put(lab, Path.Join([lab.Fast, "Acquire", .. segments]), content);
                }

                var listener = new Listener();
                var first = await lab.CheckAsync(observer: listener);
                lab.Advance(30);
                await lab.CheckAsync(observer: listener);
                Assert.Empty(listener.Failures);
                Assert.Equal(first.Registered, lab.Rows().Count(row => row.ImagingStatusText is not null && !row.Moved) + lab.Rows().Count(row => row.Moved));
                Assert.Empty((await lab.CheckAsync()).Changes);
            },
            iter: 25,
            threads: 1);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // What is in the way of another entry stays: a file is no folder.
    private static void Put(CheckLab lab, string path, byte[]? content)
    {
        try
        {
            if (content is null)
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                lab.Write(path, content);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Assert.True(File.Exists(path) || Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)) || path.Length > 200, path);
        }
    }
}
