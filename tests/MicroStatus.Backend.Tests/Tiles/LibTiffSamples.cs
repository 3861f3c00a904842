using BitMiracle.LibTiff.Classic;
using CsCheck;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>All kinds of TIFF that LibTiff.NET writes right.</summary>
/// <remarks>Big-endian, it writes neither the header of a BigTIFF nor predictors right: <c>tiffcp</c> writes those in other tests.</remarks>
internal static class LibTiffSamples
{
    private static readonly Gen<(int Bits, SampleFormat Format)> Type = OneOf(
        (8, SampleFormat.UINT),
        (16, SampleFormat.UINT),
        (32, SampleFormat.UINT),
        (8, SampleFormat.INT),
        (16, SampleFormat.INT),
        (32, SampleFormat.INT),
        (32, SampleFormat.IEEEFP),
        (64, SampleFormat.IEEEFP));

    private static readonly Gen<(Compression Compression, bool IsPredicted)> Packing = OneOf(
        (Compression.NONE, false),
        (Compression.NONE, false),
        (Compression.LZW, false),
        (Compression.LZW, true),
        (Compression.ADOBE_DEFLATE, false),
        (Compression.ADOBE_DEFLATE, true),
        (Compression.DEFLATE, false),
        (Compression.PACKBITS, false));

    /// <summary>Any of them.</summary>
    public static Gen<LibTiffSample> Any { get; } =
        from size in Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60])
        from planes in Gen.Int[1, 5]
        from type in Type
        from samples in OneOf(1, 1, 1, 3)
        from layout in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, OneOf(0, 0, 16, 32), Gen.Int[1, 70])
        from packing in Packing
        from hasReduced in OneOf(false, false, true)
        from seed in Gen.Int[0, int.MaxValue]
        select new LibTiffSample
        {
            Width = size.Item1,
            Height = size.Item2,
            Planes = planes,
            Bits = type.Bits,
            Format = type.Format,
            Samples = samples,
            IsPlanar = layout.Item1 && samples > 1,
            IsBig = layout.Item2 && !layout.Item3,
            BigEndian = layout.Item3,
            Tile = layout.Item4,
            RowsPerStrip = layout.Item5,
            Compression = packing.Compression,
            Predictor = !packing.IsPredicted || layout.Item3 ? Predictor.NONE
                : type.Format != SampleFormat.IEEEFP ? Predictor.HORIZONTAL
                : type.Bits == 32 ? Predictor.FLOATINGPOINT
                : Predictor.NONE,
            HasReduced = hasReduced,
            Seed = seed,
        };

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
