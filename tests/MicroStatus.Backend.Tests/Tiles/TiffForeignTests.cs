using System.Text.Json;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>TIFFs that others wrote, beside what numpy and tiffinfo say of them.</summary>
public sealed class TiffForeignTests(TiffBench bench) : IClassFixture<TiffBench>
{
    private const int Cuts = 60;

    private readonly TiffFiles _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TiffDepth.Header)]
    [InlineData(TiffDepth.Directories)]
    [InlineData(TiffDepth.Pixels)]
    public void Every_file_is_sound_and_its_planes_and_type_are_those_that_were_written(TiffDepth depth)
    {
        foreach (var (name, truth) in bench.Truths)
        {
            var file = _files.Examine(bench.PathOf(name), depth, Token);

            Assert.True(file.IsSound, $"{name}: {string.Join("; ", file.Faults)}");
            Assert.Equal((name, depth == TiffDepth.Header ? null : (int?)Number(truth, "planes")), (name, file.Planes));
            Assert.Equal((name, ShapeOf(truth)), (name, file.Shape?.ToString()));
        }
    }

    [Fact]
    public void Pixels_are_what_numpy_says()
    {
        foreach (var (name, truth) in bench.Truths)
        {
            var pixels = _files.Examine(bench.PathOf(name), TiffDepth.Pixels, Token).Pixels;

            if (!truth.GetProperty("decoded").GetBoolean())
            {
                Assert.Null(pixels);
                continue;
            }

            Assert.NotNull(pixels);
            Assert.Equal((name, Number(truth, "min"), Number(truth, "max")), (name, pixels.Minimum, pixels.Maximum));
            Assert.Equal(Number(truth, "saturated"), pixels.SaturatedFraction, 1e-9);
            Assert.Equal(truth.GetProperty("blank").EnumerateArray().Select(plane => plane.GetInt32()), pixels.BlankPlanes);
        }
    }

    [Fact]
    public void Every_truncation_is_found()
    {
        var random = new Random(5);
        var cut = bench.PathOf("cut");
        foreach (var (name, truth) in bench.Truths)
        {
            var whole = File.ReadAllBytes(bench.PathOf(name)).AsSpan(0, (int)Number(truth, "end")).ToArray();
            var lengths = Enumerable.Range(0, Cuts).Select(_ => random.Next(whole.Length)).Concat(Enumerable.Range(1, Cuts).Select(i => whole.Length - i));
            foreach (var length in lengths.Where(length => length >= 0))
            {
                File.WriteAllBytes(cut, whole.AsSpan(0, length));

                var file = _files.Examine(cut, TiffDepth.Directories, Token);

                Assert.False(file.IsSound, $"{name}, {length} bytes of {whole.Length}");
                Assert.All(
                    file.Faults,
                    fault => Assert.True(fault.Kind is TiffFaultKind.Truncated or TiffFaultKind.Empty, $"{name}, {length} bytes of {whole.Length}: {fault}"));
            }
        }
    }

    [Fact]
    public void Tiffinfo_lists_as_many_directories_of_the_same_size()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/tiffinfo"), "Debian's libtiff-tools is not installed.");
        foreach (var (name, truth) in bench.Truths)
        {
            var (exitCode, output) = TiffBench.Run("/usr/bin/tiffinfo", bench.PathOf(name));

            Assert.Equal((name, 0), (name, exitCode));
            var lines = output.Split('\n');
            Assert.Equal((name, Number(truth, "directories")), (name, lines.Count(line => line.Contains("Image Width:", StringComparison.Ordinal))));
            var shape = _files.Examine(bench.PathOf(name), TiffDepth.Header, Token).Shape!;
            Assert.Contains(lines, line => line.Trim().StartsWith($"Image Width: {shape.Width} Image Length: {shape.Height}", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.Trim() == $"Bits/Sample: {shape.BitsPerSample}");
        }
    }

    private static double Number(JsonElement truth, string name) => truth.GetProperty(name).GetDouble();

    private static string ShapeOf(JsonElement truth)
    {
        var samples = Number(truth, "samples");
        return $"{Number(truth, "width")} × {Number(truth, "height")} {truth.GetProperty("type").GetString()}{(samples > 1 ? $" × {samples}" : "")}";
    }
}
