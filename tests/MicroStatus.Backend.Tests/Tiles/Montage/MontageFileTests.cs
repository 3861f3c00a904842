using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using MicroStatus.Backend.Storage;
using MicroStatus.Backend.Tiles.Montage;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tests.Tiles.Montage;

public sealed class MontageFileTests(MontageTruth truth) : IClassFixture<MontageTruth>
{
    private const string VictimFolder = "MICROSTATUS_TEST_MONTAGE";

    [Fact]
    public void Files_are_named_by_dataset_and_channel_and_the_group_may_write_them()
    {
        using var bench = new MontageBench(truth);

        var made = MontageBench.Make(MontageBench.Plan(new MontageOptions { Folder = bench.Out, Color = true }, bench.Write(2), bench.Write(2, "u")));

        string[] names = ["KC34_Ch488.tif", "KC34_Ch488_preview.png", "KC34_Ch561.tif", "KC34_Ch561_preview.png", "KC34_color_preview.png"];
        Assert.Equal(names, Directory.GetFileSystemEntries(bench.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(bench.Out), file => Assert.Equal(SharedFile.GroupWritable, File.GetUnixFileMode(file)));
        Assert.True(File.GetUnixFileMode(bench.Out).HasFlag(UnixFileMode.GroupWrite));
        Assert.Equal(["488", "561", "color"], made.Select(montage => montage.Channel));
        Assert.All(made, montage => Assert.True(File.Exists(montage.PreviewPath)));
    }

    [Fact]
    public void A_montage_takes_the_place_of_an_earlier_one()
    {
        using var bench = new MontageBench(truth);
        Directory.CreateDirectory(bench.Out);
        File.WriteAllText(Path.Join(bench.Out, "KC34_Ch488.tif"), "earlier");
        var request = bench.Plan(1, 2, bench.Write(2));

        Assert.True((bool)bench.Judge(request, Assert.Single(MontageBench.Make(request)))["equal"]!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_montage_that_is_stopped_leaves_nothing_and_the_earlier_one_alone(bool writesTiff)
    {
        using var bench = new MontageBench(truth) { Width = 600, Height = 600 };
        Directory.CreateDirectory(bench.Out);
        var earlier = Path.Join(bench.Out, "KC34_Ch488.tif");
        File.WriteAllText(earlier, "earlier");
        using var stop = new CancellationTokenSource();
        var progress = new Observer(share =>
        {
            if (share > 0.3)
            {
                stop.Cancel();
            }
        });
        var request = MontageBench.Plan(new MontageOptions { Folder = bench.Out, Rows = 8, Columns = 1, WritesTiff = writesTiff, Color = true }, bench.Write(8));

        Assert.ThrowsAny<OperationCanceledException>(() => new VipsMontages().Make(request, progress, stop.Token));

        Assert.Equal(earlier, Assert.Single(Directory.GetFileSystemEntries(bench.Out)));
        Assert.Equal("earlier", File.ReadAllText(earlier));
    }

    [Fact]
    public void A_montage_that_is_stopped_before_it_begins_makes_no_folder()
    {
        using var bench = new MontageBench(truth);

        Assert.ThrowsAny<OperationCanceledException>(() => new VipsMontages().Make(bench.Plan(1, 1, bench.Write(1)), progress: null, new CancellationToken(canceled: true)));

        Assert.False(Directory.Exists(bench.Out));
    }

    [Fact]
    public void Progress_rises_from_row_to_row_to_its_end()
    {
        using var bench = new MontageBench(truth);
        var heard = new List<double>();
        var request = MontageBench.Plan(new MontageOptions { Folder = bench.Out, Rows = 2, Columns = 1 }, bench.Write(2), bench.Write(2, "u"));

        _ = new VipsMontages().Make(request, new Observer(heard.Add), TestContext.Current.CancellationToken);

        Assert.Equal([0.25, 0.5, 0.75, 1], heard);
    }

    [Fact]
    public void A_process_killed_in_the_middle_leaves_no_half_picture_and_the_next_one_clears_up()
    {
        if (Environment.GetEnvironmentVariable(VictimFolder) is { } folder)
        {
            BeKilled(folder); // the copy of this program that the test starts
            return;
        }

        using var bench = new MontageBench(truth) { Width = 600, Height = 600 };
        var tiles = bench.Write(8, "victim");
        string[] itself = ["-method", $"*.{nameof(A_process_killed_in_the_middle_leaves_no_half_picture_and_the_next_one_clears_up)}"];
        var start = new ProcessStartInfo(Path.Join(AppContext.BaseDirectory, "MicroStatus.Backend.Tests"), itself)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment[VictimFolder] = Path.GetDirectoryName(tiles[0]);
        using var victim = Process.Start(start)!;
        while (!File.Exists(bench.PathOf("half")))
        {
            Assert.False(victim.WaitForExit(20), "It ended before it was half done.");
        }

        victim.Kill();
        victim.WaitForExit();

        var left = Directory.GetFileSystemEntries(bench.Out).Select(file => Path.GetFileName(file)).ToList();
        Assert.All(left, name => Assert.Matches(@"\A\.[0-9a-f]{32}\.tmp\z", name));
        Assert.NotEmpty(left);
        var tomorrow = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(2));
        _ = new VipsMontages(tomorrow).Make(bench.Plan(8, 1, tiles), progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(["KC34_Ch488.tif", "KC34_Ch488_preview.png"], Directory.GetFileSystemEntries(bench.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static void BeKilled(string folder)
    {
        var tiles = Enumerable.Range(0, 8).Select(i => Path.Join(folder, $"victim{i}.tif")).ToArray();
        var progress = new Observer(share =>
        {
            if (share > 0.4)
            {
                File.WriteAllText(Path.Join(folder, "half"), "");
                TestContext.Current.CancellationToken.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
            }
        });
        _ = new VipsMontages().Make(MontageBench.Plan(new MontageOptions { Folder = Path.Join(folder, "out"), Rows = 8, Columns = 1 }, tiles), progress, TestContext.Current.CancellationToken);
    }

    private sealed class Observer(Action<double> hear) : IProgress<double>
    {
        public void Report(double value) => hear(value);
    }
}
