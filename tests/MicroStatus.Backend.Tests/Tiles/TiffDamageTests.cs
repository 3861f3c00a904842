using System.Diagnostics;
using System.Globalization;
using CsCheck;
using MicroStatus.Backend.Tests.Configuration;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>Damaged files: each is answered, in bounded time and memory, and what was damaged is found where it can be.</summary>
/// <remarks><c>MICROSTATUS_TIFF_SEED</c> and <c>MICROSTATUS_TIFF_MUTATIONS</c> choose others, or more.</remarks>
public sealed class TiffDamageTests : IDisposable
{
    private const long MostMemory = 150L << 20;

    private static readonly int Seed = Setting("MICROSTATUS_TIFF_SEED", 7);
    private static readonly int Mutations = Setting("MICROSTATUS_TIFF_MUTATIONS", 2000);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly TiffFiles _files = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Any_damage_is_answered_soon_and_in_little_memory_and_every_truncation_is_found()
    {
        var numbers = new PCG(1, (ulong)Seed);
        var samples = Enumerable.Range(0, 200).Select(_ => LibTiffSamples.Any.Generate(numbers, null, out var _)).ToList();
        var random = new Random(Seed);
        for (var i = 0; i < Mutations; i++)
        {
            var sample = samples[random.Next(samples.Count)];
            var path = Path.Join(_folder.FullName, "sound.tif");
            sample.Write(path);
            var mutation = TiffMutation.Of(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), random);
            foreach (var depth in Enum.GetValues<TiffDepth>())
            {
                var file = await ExamineAsync(mutation, depth, $"mutation {i} of seed {Seed}: {mutation.Name}, {depth}");
                if (depth != TiffDepth.Header && mutation.Expected.Length > 0)
                {
                    Assert.True(
                        file.Faults.Any(fault => mutation.Expected.Contains(fault.Kind)),
                        $"mutation {i} of seed {Seed}: {mutation.Name}, {depth}: {string.Join("; ", file.Faults)}; {sample}");
                }
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    // What hangs is left behind: the test fails and says which.
    private async Task<TiffFile> ExamineAsync(TiffMutation mutation, TiffDepth depth, string name)
    {
        var path = Path.Join(_folder.FullName, "damaged.tif");
        await File.WriteAllBytesAsync(path, mutation.Content, TestContext.Current.CancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var work = Task.Run(
                () =>
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    var watch = Stopwatch.StartNew();
                    var file = _files.Examine(path, depth, CancellationToken.None);
                    return (File: file, Time: watch.Elapsed, Memory: GC.GetAllocatedBytesForCurrentThread() - before);
                },
                TestContext.Current.CancellationToken);
            Assert.True(await Task.WhenAny(work, Task.Delay(Hung, TestContext.Current.CancellationToken)) == work, $"{name} hangs.");
            var (seen, time, memory) = await work;
            Assert.True(memory < MostMemory, $"{name} takes {memory} bytes.");

            // A busy machine may be slow once.
            if (time < Longest || attempt == 3)
            {
                Assert.True(time < Longest, $"{name} takes {time}.");
                return seen;
            }
        }
    }
}
