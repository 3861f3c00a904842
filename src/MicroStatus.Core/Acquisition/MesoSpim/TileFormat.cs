namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>How the microscope writes a tile's image (lab.md §4).</summary>
internal enum TileFormat : byte
{
    /// <summary>A BigTIFF file, uncompressed, 16 bits a pixel.</summary>
    Btf,

    /// <summary>A folder of an OME-Zarr group.</summary>
    OmeZarr,
}
