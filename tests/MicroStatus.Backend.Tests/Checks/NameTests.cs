using System.Runtime.InteropServices;
using System.Text;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class NameTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public static TheoryData<string> OddNames => new(
        "it's \"quoted\"_stack1",
        "$(touch owned)_`id`_stack1",
        "two\nlines_stack1",
        "🔬🧠_stack1",
        "bell\a_del\u007f_escape\u001b[31m_stack1",
        "per%cent_under_score_[a]*?_stack1",
        "'; DROP TABLE dataset; --_stack1",
        " leading and trailing stack ",
        "-rf_stack1",
        new string('x', 249) + "_stack");

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task A_dataset_of_any_name_is_recorded_under_it_marked_and_found_again(string name)
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/" + name, imaged: 2);
        await _lab.SettleAsync();
        var again = await _lab.CheckAsync();

        var row = Assert.Single(_lab.Rows());
        Assert.Equal((name, path, ImagingStatus.Finished), (row.Name, row.Path, row.ImagingStatus));
        Assert.True(File.Exists(Path.Join(path, ".microstatus.json")));
        Assert.True(again.IsQuiet);
    }

    [Theory]
    [InlineData("Müller", "Müller")]
    [InlineData("O'Brien", "O'Brien")]
    [InlineData("name", "name")]
    [InlineData("Jörg-Østergård_2. jr", "Jörg-Østergård_2. jr")]
    [InlineData("a+b", null)]
    public async Task A_pi_is_what_the_first_folder_says_when_it_looks_like_a_name(string folder, string? pi)
    {
        _lab.AddRscm(folder + "/5CL18/8257_stack1");
        await _lab.CheckAsync();

        Assert.Equal((pi, "5CL18"), (_lab.Row("8257_stack1").Pi, _lab.Row("8257_stack1").ClNumber));
    }

    [Fact]
    public async Task A_link_that_loops_is_not_followed()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        Directory.CreateSymbolicLink(Path.Join(_lab.Rscm, "klimstra-w", "loop"), _lab.Rscm);
        Directory.CreateSymbolicLink(Path.Join(path, "scan_layer000"), path);
        File.CreateSymbolicLink(Path.Join(_lab.Rscm, "self"), Path.Join(_lab.Rscm, "self"));
        var report = await _lab.CheckAsync();

        Assert.Single(_lab.Rows());
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task A_folder_whose_name_is_not_utf8_is_told_at_every_check_and_stops_nothing()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1");
        byte[] name = [.. Encoding.UTF8.GetBytes(_lab.Rscm + "/M"), 0xFC, .. "ller\0"u8];
        Assert.Equal(0, MakeFolder(name, 0x1FF));
        try
        {
            for (var i = 0; i < 2; i++)
            {
                var report = await _lab.CheckAsync();
                _lab.Advance(1);

                Assert.Contains("not UTF-8", Assert.Single(report.Problems).Text, StringComparison.Ordinal);
            }

            Assert.Single(_lab.Rows());
        }
        finally
        {
            _ = RemoveFolder(name);
        }
    }

    [Fact]
    public async Task Files_of_windows_and_macs_never_count()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 2);
        var images = Path.Join(path, "scan_layer001", "488", "images");
        _lab.Write(Path.Join(images, "Thumbs.db"), "x");
        _lab.Write(Path.Join(images, ".DS_Store"), "x");
        _lab.Write(Path.Join(images, "._ribbon_col000.tif"), "x");
        _lab.Write(Path.Join(images, "ribbon_col002.tif.tmp"), "x");
        await _lab.SettleAsync();

        Assert.Equal((ImagingStatus.Finished, 4), (_lab.Row("8257_stack1").ImagingStatus, _lab.Row("8257_stack1").RibbonsFinished));
    }

    [Fact]
    public async Task Ten_thousand_folders_of_one_pi_cost_two_calls_each_at_first_and_one_afterwards()
    {
        const int Count = 10_000;
        for (var i = 0; i < Count; i++)
        {
            Directory.CreateDirectory(Path.Join(_lab.Rscm, "klimstra-w", $"folder{i}"));
        }

        _lab.Advance(1);
        await _lab.CheckAsync();
        var first = _lab.Tree.Calls;
        await _lab.CheckAsync();

        Assert.InRange(first, Count, (2 * Count) + 100);
        Assert.InRange(_lab.Tree.Calls - first, Count, Count + 100);
    }

    [DllImport("libc", EntryPoint = "mkdir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFolder(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "rmdir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RemoveFolder(byte[] path);
}
