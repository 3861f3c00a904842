using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>What the pixels of a sample tell, counted one by one.</summary>
internal sealed record SampleTruth(double Minimum, double Maximum, double SaturatedFraction, IReadOnlyList<int> BlankPlanes)
{
    public static SampleTruth Of(LibTiffSample sample)
    {
        var planes = sample.Pixels().Select(plane => Values(plane, sample.Bits, sample.Format)).ToList();
        var highest = sample.Format switch
        {
            SampleFormat.UINT => Math.Pow(2, sample.Bits) - 1,
            SampleFormat.INT => Math.Pow(2, sample.Bits - 1) - 1,
            _ => double.NaN,
        };
        return new SampleTruth(
            planes.Min(plane => plane.Min()),
            planes.Max(plane => plane.Max()),
            planes.Sum(plane => plane.Count(value => value == highest)) / (double)planes.Sum(plane => plane.Length),
            [.. Enumerable.Range(0, planes.Count).Where(i => planes[i].All(value => value == planes[i][0]))]);
    }

    public void Check(TiffPixels? pixels)
    {
        Assert.NotNull(pixels);
        Assert.Equal((Minimum, Maximum), (pixels.Minimum, pixels.Maximum));
        Assert.Equal(SaturatedFraction, pixels.SaturatedFraction, 1e-12);
        Assert.Equal(BlankPlanes, pixels.BlankPlanes);
        Assert.Equal(BlankPlanes.Count, pixels.BlankPlaneCount);
    }

    private static double[] Values(byte[] plane, int bits, SampleFormat format) => (bits, format) switch
    {
        (8, SampleFormat.UINT) => [.. plane],
        (16, SampleFormat.UINT) => [.. Cast<ushort>(plane)],
        (32, SampleFormat.UINT) => [.. Cast<uint>(plane)],
        (8, SampleFormat.INT) => [.. Cast<sbyte>(plane)],
        (16, SampleFormat.INT) => [.. Cast<short>(plane)],
        (32, SampleFormat.INT) => [.. Cast<int>(plane)],
        (32, SampleFormat.IEEEFP) => [.. Cast<float>(plane)],
        _ => [.. Cast<double>(plane)],
    };

    private static T[] Cast<T>(byte[] plane)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(plane).ToArray();
}
