namespace MicroStatus.Processing.MesoSpim;

/// <summary>A file in a zip of metadata, as its manifest lists it.</summary>
/// <param name="Path">Its path below the OME-Zarr group.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">The SHA-256 hash of its content, 64 lower-case hexadecimal digits.</param>
public sealed record ZippedFile(string Path, long Size, string Sha256);
