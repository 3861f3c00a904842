namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>How a dataset's pixels are stored.</summary>
internal enum Hdf5Storage
{
    /// <summary>In the header itself.</summary>
    Compact,

    /// <summary>In one piece.</summary>
    Contiguous,

    /// <summary>In chunks, through an index.</summary>
    Chunked,
}
