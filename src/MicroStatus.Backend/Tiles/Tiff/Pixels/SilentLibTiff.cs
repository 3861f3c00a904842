using BitMiracle.LibTiff.Classic;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>Keeps what LibTiff would print from the console: a file's faults are told as faults.</summary>
internal sealed class SilentLibTiff : TiffErrorHandler
{
    /// <inheritdoc/>
    public override void ErrorHandler(BitMiracle.LibTiff.Classic.Tiff tif, string method, string format, params object[] args)
    {
        // The call that failed says so to its caller.
    }

    /// <inheritdoc/>
    public override void WarningHandler(BitMiracle.LibTiff.Classic.Tiff tif, string method, string format, params object[] args)
    {
        // What it only warns of, it has decoded.
    }
}
