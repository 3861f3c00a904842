using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Tiles;

namespace MicroStatus.Backend.Tests.Demo;

public sealed class DemoLabFolderTests : IDisposable
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(DemoSchedule.StepMinutes);

    private readonly DemoLabBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_new_lab_has_its_stores_settings_database_and_datasets()
    {
        var lab = _bench.Labs.Create(_bench.LabPath, replace: false);

        Assert.Equal((_bench.LabPath, 0, _bench.Clock.GetUtcNow()), (lab.Path, lab.Step, lab.Now));
        Assert.Equal(Path.Join(_bench.LabPath, "microstatus.json"), lab.SettingsPath);
        Assert.Equal(DemoScenarios.All.Count, lab.Datasets.Count);
        Assert.All(lab.Datasets, d => Assert.True(Directory.Exists(d.Path), d.Path));
        foreach (var path in (ReadOnlySpan<string>)[
            "CBI_FastStore/Iana/RSCM_MesoSPIM_datasets.db", "CBI_FastStore/clusterStitchTEST/queueStitch",
            "h20/Acquire/RSCM", "h20/Acquire/MesoSPIM", "CBI_FastStore/trash/autodelete/RSCM"])
        {
            Assert.True(Path.Exists(Path.Join(lab.Path, path)), path);
        }
    }

    [Fact]
    public void The_clock_goes_ahead_by_what_the_steps_let_pass()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        _bench.Labs.Step(_bench.LabPath, Quarter);

        var lab = _bench.Labs.Step(Path.Join(_bench.LabPath, "microstatus.json"), TimeSpan.FromMinutes(5));

        Assert.Equal((2, _bench.Clock.GetUtcNow().AddMinutes(20)), (lab.Step, lab.Now));
        Assert.Equal("{\n  \"Demo\": {\n    \"ClockOffset\": \"00:20:00\"\n  }\n}\n", File.ReadAllText(Path.Join(_bench.LabPath, "microstatus.local.json")));
    }

    [Fact]
    public void Files_and_folders_carry_the_labs_time_of_what_was_written_in_them()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        var lab = Steps(1);
        var dataset = _bench.DatasetPath("K812_cortex_stack1");
        var times = Directory.GetFiles(dataset, "*col*.tif", SearchOption.AllDirectories).Select(f => Ago(lab, f)).ToList();
        var images = Directory.GetDirectories(dataset, "images", SearchOption.AllDirectories).Single(d => d.EndsWith("layer002/488/images", StringComparison.Ordinal));

        Assert.Equal(1, times.Min(), 3);
        Assert.Equal(16, times.Max(), 3);
        Assert.Equal(Directory.GetFiles(images).Min(f => Ago(lab, f)), Ago(lab, images), 6);
        Assert.Equal(19, Ago(lab, dataset), 3);
    }

    [Fact]
    public void Ribbons_are_sound_but_for_the_one_that_breaks_off()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        Steps(DemoSchedule.Steps);

        var broken = Directory.GetFiles(_bench.LabPath, "*col*.tif", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "images" && !new TiffHeaderReader().Read(f).IsSound)
            .Select(Path.GetFileName);

        Assert.Equal("M7_spleen_layer002_488_col002.tif", Assert.Single(broken));
    }

    [Fact]
    public void Metadata_of_stacks_is_xml_but_for_the_two_that_are_broken()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        var counts = Directory.GetFiles(_bench.LabPath, "vs_series.dat", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetFileName(Path.GetDirectoryName(f)!), Count, StringComparer.Ordinal);

        Assert.Equal(["D11_spine_stack2", "D9_spine_stack1"], counts.Where(c => c.Value is null).Select(c => c.Key).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal("12", counts["CE8_brain_stack3"]);
    }

    [Fact]
    public void A_tile_grows_and_its_metadata_says_when_it_was_imaged()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        var tile = Path.Join(_bench.DatasetPath("KC34_thymus"), "KC34_thymus_Mag4x_Tile1_Ch561b_Flt594LP_Sh0_Rot0.btf");
        var (growing, unfinished) = (new FileInfo(tile).Length, File.ReadAllText(tile + "_meta.txt"));
        Steps(1);
        var finished = File.ReadAllText(tile + "_meta.txt");

        Assert.True(growing < 4 * 32 * 32 * 2);
        Assert.True(new FileInfo(tile).Length >= 4 * 32 * 32 * 2);
        Assert.DoesNotContain("TIMING", unfinished, StringComparison.Ordinal);
        Assert.StartsWith(unfinished, finished, StringComparison.Ordinal);
        Assert.Contains("[Pixelsize in um] 1.53\r\n", finished, StringComparison.Ordinal);
        Assert.Contains("[Started stack] 20260914-135500\r\n", finished, StringComparison.Ordinal);
        Assert.Contains("[Stopped taking images] 20260914-140522\r\n", finished, StringComparison.Ordinal);
    }

    [Fact]
    public void An_aborted_tile_says_that_it_is_over_and_is_too_small()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        Steps(1);
        var tile = Path.Join(_bench.DatasetPath("DU3_heart"), "DU3_heart_Mag4x_Tile2_Ch488_Flt508_520-35_Sh0_Rot0.btf");

        Assert.Contains("[Stopped taking images]", File.ReadAllText(tile + "_meta.txt"), StringComparison.Ordinal);
        Assert.True(new FileInfo(tile).Length < 4 * 32 * 32 * 2);
    }

    [Fact]
    public void Nothing_is_written_twice_and_the_same_steps_give_the_same_bytes()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        Steps(DemoSchedule.Steps);
        var first = Bytes();
        _bench.Labs.Create(_bench.LabPath, replace: true);
        Steps(DemoSchedule.Steps);

        Assert.Equal(first, Bytes());
    }

    [Fact]
    public void A_step_that_was_cut_short_is_done_by_the_next()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        Assert.Throws<IOException>(() => _bench.NewLabs(new RefusingActs(_bench.Acts, "microstatus.local.json")).Step(_bench.LabPath, Quarter));
        Assert.Equal(0, _bench.Labs.Find(_bench.LabPath).Step);
        var cut = Directory.GetFiles(_bench.DatasetPath("K812_cortex_stack1"), "*_col002.tif", SearchOption.AllDirectories)[0];
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..100]);

        var lab = Steps(1);

        Assert.Equal(1, lab.Step);
        Assert.True(new TiffHeaderReader().Read(cut).IsSound);
    }

    [Fact]
    public void A_dataset_that_someone_renamed_is_left_alone()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        var path = _bench.DatasetPath("OB14_liver_stack1");
        Directory.Move(path, path + "0");

        Steps(2);

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_refused()
    {
        Directory.CreateDirectory(_bench.LabPath);
        File.WriteAllText(Path.Join(_bench.LabPath, "mine.txt"), "");

        Assert.Equal("DemoLabExists", Assert.Throws<StatusException>(() => _bench.Labs.Create(_bench.LabPath, replace: false)).ErrorId);
        Assert.Equal("NotADemoLab", Assert.Throws<StatusException>(() => _bench.Labs.Create(_bench.LabPath, replace: true)).ErrorId);
        Assert.True(File.Exists(Path.Join(_bench.LabPath, "mine.txt")));
    }

    [Fact]
    public void Replacing_a_lab_deletes_nothing_that_is_not_the_labs()
    {
        var outside = Directory.CreateDirectory(Path.Join(_bench.Root, "outside")).FullName;
        File.WriteAllText(Path.Join(outside, "data.txt"), "");
        _bench.Labs.Create(_bench.LabPath, replace: false);
        File.WriteAllText(Path.Join(_bench.LabPath, "mine.txt"), "");
        Directory.CreateSymbolicLink(Path.Join(_bench.LabPath, "CBI_FastStore", "link"), outside);
        Directory.Delete(Path.Join(_bench.LabPath, "h20"), recursive: true);
        Directory.CreateSymbolicLink(Path.Join(_bench.LabPath, "h20"), outside);
        Steps(2);

        Assert.Equal(0, _bench.Labs.Create(_bench.LabPath, replace: true).Step);
        Assert.True(File.Exists(Path.Join(_bench.LabPath, "mine.txt")));
        Assert.True(File.Exists(Path.Join(outside, "data.txt")));
    }

    [Fact]
    public void A_lab_that_is_not_a_demo_gets_no_step()
    {
        Directory.CreateDirectory(_bench.LabPath);
        Assert.Equal("NotADemoLab", Assert.Throws<StatusException>(() => _bench.Labs.Step(_bench.LabPath, Quarter)).ErrorId);

        File.WriteAllText(Path.Join(_bench.LabPath, "demo-lab.json"), "{ \"Kind\": \"something else\"");
        Assert.Equal("NotADemoLab", Assert.Throws<StatusException>(() => _bench.Labs.Step(_bench.LabPath, Quarter)).ErrorId);
    }

    [Fact]
    public void A_lab_whose_making_was_cut_short_gets_no_step_and_can_be_replaced()
    {
        Assert.Throws<IOException>(() => _bench.NewLabs(new RefusingActs(_bench.Acts, "microstatus.local.json")).Create(_bench.LabPath, replace: false));

        Assert.Equal("NotADemoLab", Assert.Throws<StatusException>(() => _bench.Labs.Step(_bench.LabPath, Quarter)).ErrorId);
        Assert.Equal(0, _bench.Labs.Create(_bench.LabPath, replace: true).Step);
    }

    [Fact]
    public void A_lab_that_the_environment_points_elsewhere_is_refused()
    {
        _bench.Labs.Create(_bench.LabPath, replace: false);
        _bench.Environment["MICROSTATUS__Database__Path"] = "/elsewhere/real.db";

        Assert.Equal("DemoLabNotIsolated", Assert.Throws<StatusException>(() => _bench.Labs.Step(_bench.LabPath, Quarter)).ErrorId);
    }

    private static string? Count(string file)
    {
        try
        {
            return XDocument.Load(file).Descendants("stack_slice_count").Single().Value;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static double Ago(DemoLab lab, string path) => (lab.Now.UtcDateTime - File.GetLastWriteTimeUtc(path)).TotalMinutes;

    private DemoLab Steps(int count)
    {
        var lab = _bench.Labs.Find(_bench.LabPath);
        for (var i = 0; i < count; i++)
        {
            lab = _bench.Labs.Step(_bench.LabPath, Quarter);
        }

        return lab;
    }

    private SortedDictionary<string, string> Bytes() => new(
        Directory.GetFiles(_bench.LabPath, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".db", StringComparison.Ordinal))
            .ToDictionary(f => f, f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal),
        StringComparer.Ordinal);

    private sealed class RefusingActs(IFileActs inner, string name) : IFileActs
    {
        public void WriteFile(string path, ReadOnlySpan<byte> content)
        {
            if (Path.GetFileName(path) == name)
            {
                throw new IOException("No space left on device.");
            }

            inner.WriteFile(path, content);
        }

        public bool TryRename(string path, string newName) => inner.TryRename(path, newName);

        public void MakeFolder(string path) => inner.MakeFolder(path);

        public void Delete(string path) => inner.Delete(path);
    }
}
