using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>What the samples of a plane tell, gathered as they come.</summary>
internal abstract class SampleTally
{
    /// <summary>Bytes of a sample.</summary>
    public abstract int SampleLength { get; }

    /// <summary>Samples seen.</summary>
    public long Count { get; protected set; }

    /// <summary>Samples that have the largest value of their type.</summary>
    public long Saturated { get; protected set; }

    /// <summary>Smallest value; NaN when there is none.</summary>
    public abstract double Minimum { get; }

    /// <summary>Largest value; NaN when there is none.</summary>
    public abstract double Maximum { get; }

    /// <summary>Every sample has the same value.</summary>
    public abstract bool IsBlank { get; }

    /// <summary>The tally for a type of sample.</summary>
    /// <param name="directory">The directory that names the type.</param>
    /// <returns>The tally; null for samples that are no whole bytes, or no numbers known here.</returns>
    public static SampleTally? For(in TiffDirectory directory) => directory.HasMixedBits ? null : (directory.Format, directory.Bits) switch
    {
        (1, 8) => new SampleTally<byte>(),
        (1, 16) => new SampleTally<ushort>(),
        (1, 32) => new SampleTally<uint>(),
        (1, 64) => new SampleTally<ulong>(),
        (2, 8) => new SampleTally<sbyte>(),
        (2, 16) => new SampleTally<short>(),
        (2, 32) => new SampleTally<int>(),
        (2, 64) => new SampleTally<long>(),
        ((ulong)TiffSampleFormat.Float, 32) => new SampleTally<float>(),
        ((ulong)TiffSampleFormat.Float, 64) => new SampleTally<double>(),
        _ => null,
    };

    /// <summary>Forgets what was seen, for the next plane.</summary>
    public abstract void Reset();

    /// <summary>Takes further samples.</summary>
    /// <param name="bytes">Whole samples; their bytes may be turned round in place.</param>
    /// <param name="bigEndian">Samples begin with their highest byte.</param>
    public abstract void Add(Span<byte> bytes, bool bigEndian);
}
