using System.Diagnostics;
using System.Globalization;
using MicroStatus.Imaris;

namespace MicroStatus.Backend.Tests.Imaris;

public sealed class ImarisFilesTests(ImarisBench bench) : IClassFixture<ImarisBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("imaris")]
    [InlineData("latest")]
    [InlineData("v108")]
    [InlineData("float")]
    [InlineData("user-block-latest")]
    [InlineData("contiguous")]
    [InlineData("contiguous-latest")]
    [InlineData("shuffled")]
    [InlineData("shuffled-latest")]
    [InlineData("lzf")]
    [InlineData("single-chunk")]
    [InlineData("single-chunk-plain")]
    [InlineData("many-chunks")]
    [InlineData("many-chunks-gzip")]
    [InlineData("many-chunks-earliest")]
    [InlineData("growing")]
    [InlineData("growing-plain")]
    [InlineData("growing-all")]
    [InlineData("growing-all-plain")]
    [InlineData("time-series")]
    [InlineData("time-series-earliest")]
    [InlineData("without-info")]
    [InlineData("soft-link")]
    [InlineData("early")]
    public void A_whole_file_opens_and_is_described_as_by_another_reader(string name)
    {
        var path = bench.PathOf(name);
        var truth = bench.TruthOf(name);

        var file = ImarisBench.Files.Examine(path, Token);
        var deep = ImarisBench.Files.ExamineDeeply(path, Token);

        Assert.Null(file.Reason);
        Assert.True(file.Opens);
        Assert.False(file.IsBeingWritten);
        int Number(string key) => truth.GetProperty(key).GetInt32();
        Assert.Equal((Number("x"), Number("y"), Number("z")), (file.SizeX!.Value, file.SizeY!.Value, file.SizeZ!.Value));
        Assert.Equal((Number("channels"), Number("points"), Number("levels")), (file.Channels, file.TimePoints, file.ResolutionLevels));
        Assert.Equal(truth.GetProperty("type").GetString(), file.PixelType);
        Assert.Equal(truth.GetProperty("thumbnail").GetBoolean(), file.HasThumbnail);
        Assert.Equal(new FileInfo(path).Length, file.FileSize);
        Assert.Equal(file with { ChunksRead = truth.GetProperty("chunked").GetBoolean() ? Number("datasets") : 0 }, deep);
    }

    [Fact]
    public void What_the_file_says_about_space_and_format_is_given_too()
    {
        var file = ImarisBench.Files.Examine(bench.PathOf("imaris"), Token);

        Assert.Equal(new ImarisExtent(-1.5, 0, 0, 23.5, 20, 30), file.Extent);
        Assert.Equal((0.5, 0.5, 5.0), (file.VoxelSizeX!.Value, file.VoxelSizeY!.Value, file.VoxelSizeZ!.Value));
        Assert.Equal(("um", "5.5.0"), (file.Unit, file.FormatVersion));
        Assert.Equal(File.GetLastWriteTimeUtc(file.Path), file.Modified.UtcDateTime);
    }

    [Theory]
    [InlineData("no-group", "It is HDF5, but no Imaris file: the group DataSet is missing.")]
    [InlineData("other-hdf5", "It is HDF5, but no Imaris file: the group DataSet is missing.")]
    [InlineData("no-levels", "ResolutionLevel 0 is missing.")]
    [InlineData("no-level", "ResolutionLevel 1 is missing.")]
    [InlineData("no-time-point", "TimePoint 2 is missing in ResolutionLevel 1.")]
    [InlineData("no-channel", "Channel 2 is missing in ResolutionLevel 1, TimePoint 1.")]
    [InlineData("no-data", "The dataset of ResolutionLevel 0, TimePoint 0, Channel 1 is missing.")]
    [InlineData("group-is-dataset", "The group DataSet cannot be read: what should be a group is none.")]
    [InlineData("circle", "The group DataSet cannot be read: 'DataSet' is a link that leads nowhere.")]
    [InlineData("nowhere", "The group DataSet cannot be read: 'DataSet' is a link that leads nowhere.")]
    [InlineData("external", "The group DataSet cannot be read: 'DataSet' is a link into another file.")]
    [InlineData("described-channel", "Channel 2 is missing: 3 channels are described.")]
    [InlineData("flat", "The dataset of ResolutionLevel 0, TimePoint 0, Channel 1 has the size 4 × 4, which is no image.")]
    [InlineData("too-small", "The dataset of ResolutionLevel 0, TimePoint 0, Channel 0 is smaller than the image: 64 × 48 × 6 pixels.")]
    [InlineData("unwritten", "The dataset of ResolutionLevel 1, TimePoint 0, Channel 0 was never written.")]
    public void A_broken_file_says_why(string name, string reason)
    {
        foreach (var kind in new[] { "-earliest", "-latest" })
        {
            var file = ImarisBench.Files.Examine(bench.PathOf(name + kind), Token);

            Assert.Equal(reason, file.Reason);
            Assert.False(file.Opens);
            Assert.False(file.IsBeingWritten);
        }
    }

    [Theory]
    [InlineData("", "It is empty: 0 bytes.")]
    [InlineData("x", "It is no HDF5 file: the signature is missing.")]
    [InlineData("This is text, and not an image at all.", "It is no HDF5 file: the signature is missing.")]
    public void What_is_no_HDF5_says_so(string content, string reason)
    {
        bench.PathOf("imaris");
        Assert.Equal(reason, ImarisBench.Files.Examine(bench.Write("text.ims", System.Text.Encoding.UTF8.GetBytes(content)), Token).Reason);
    }

    [Fact]
    public void A_folder_a_pipe_and_nothing_are_told_apart()
    {
        var folder = Path.GetDirectoryName(bench.PathOf("imaris"))!;
        Assert.Equal("It is a folder.", ImarisBench.Files.Examine(folder, Token).Reason);
        Assert.Equal("It is no regular file.", ImarisBench.Files.Examine("/dev/null", Token).Reason);
        Assert.Throws<FileNotFoundException>(() => ImarisBench.Files.Examine(Path.Join(folder, "gone.ims"), Token));
        var pipe = Path.Join(folder, "pipe.ims");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        Assert.Equal("It is no regular file.", ImarisBench.Files.Examine(pipe, Token).Reason);
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("killed-unflushed")]
    public void What_a_killed_writer_left_is_being_written(string name)
    {
        foreach (var kind in new[] { "-earliest", "-latest" })
        {
            var file = ImarisBench.Files.Examine(bench.PathOf(name + kind), Token);
            Assert.Equal("It is still being written, or its writer stopped in the middle: it is marked as open for writing.", file.Reason);
            Assert.True(file.IsBeingWritten);
            Assert.False(file.Opens);
        }
    }

    [Fact]
    public void A_file_that_is_longer_than_its_header_knows_is_being_written()
    {
        var file = ImarisBench.Files.Examine(bench.Write("longer.ims", [.. File.ReadAllBytes(bench.PathOf("imaris")), 0]), Token);
        Assert.True(file.IsBeingWritten);
        Assert.False(file.Opens);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"It is still being written, or its writer stopped in the middle: its header knows {file.FileSize - 1} of {file.FileSize} bytes."),
            file.Reason);
    }

    [Fact]
    public void A_file_that_is_named_as_a_part_is_being_written_and_described_as_far_as_it_is_there()
    {
        var file = ImarisBench.Files.Examine(bench.Write("job.ims.part", File.ReadAllBytes(bench.PathOf("imaris"))), Token);
        Assert.Equal("It is still being written: its name ends in .part.", file.Reason);
        Assert.True(file.IsBeingWritten);
        Assert.False(file.Opens);
        Assert.Equal(50, file.SizeX);
    }

    [Fact]
    public void The_examination_can_be_stopped() =>
        Assert.Throws<OperationCanceledException>(() => ImarisBench.Files.Examine(bench.PathOf("imaris"), new CancellationToken(canceled: true)));

    [Fact]
    public void A_hundred_times_larger_file_costs_no_more_reads_of_pages()
    {
        bench.PathOf("imaris");
        bench.WriteSparse(16, 1600);
        foreach (var kind in new[] { "", "-contiguous" })
        {
            var large = Measure("large" + kind, out var time);
            Assert.True(large.Opens, large.Reason);
            Assert.InRange(large.FileSize, 100L << 30, 101L << 30);
            Assert.Equal(1600, large.SizeZ);
            Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
    }

    private ImarisFile Measure(string name, out TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var file = ImarisBench.Files.Examine(bench.PathOf(name), Token);
        time = watch.Elapsed;
        return file;
    }
}
