namespace MicroStatus.Tiles;

/// <summary>How a sample of a TIFF is to be read (tag SampleFormat).</summary>
public enum TiffSampleFormat
{
    /// <summary>Whole numbers from 0.</summary>
    Unsigned = 1,

    /// <summary>Whole numbers, negative ones too.</summary>
    Signed = 2,

    /// <summary>IEEE floating point.</summary>
    Float = 3,

    /// <summary>Anything else.</summary>
    Other = 4,
}
