using System.Buffers;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>Decodes planes of one file, one after another, in a buffer of fixed size.</summary>
/// <param name="decoded">Hears of the bytes of each plane; or null.</param>
internal sealed class PixelScan(IProgress<long>? decoded) : IDisposable
{
    private const int BufferLength = 1 << 20;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private readonly PixelTotals _totals = new();
    private SampleTally? _tally;
    private (ulong Bits, ulong Format, bool IsMixed) _type;
    private bool _isPartial;

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Decodes the planes of a directory whose data are inside the file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="plane">Its first plane, from 0.</param>
    /// <param name="repeats">How many planes lie one behind another under it; their data are one run of bytes then.</param>
    /// <param name="faults">Takes what cannot be decoded.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    public void Scan(
        ref TiffSource source,
        in TiffDirectory directory,
        long plane,
        long repeats,
        TiffFaults faults,
        CancellationToken cancellationToken)
    {
        var tally = TallyOf(directory);
        if (tally is null || directory.Depth > 1 || !(directory.IsPlain || CompressedPlane.CanDecode(directory, source.BigEndian)))
        {
            _isPartial = true;
            return;
        }

        for (var i = 0L; i < repeats; i++)
        {
            tally.Reset();
            var isDecoded = true;
            var fault = directory.IsPlain
                ? new PlainPlane(_buffer, tally, cancellationToken).Scan(ref source, directory, i)
                : CompressedPlane.Scan(ref source, directory, tally, out isDecoded, cancellationToken);
            _isPartial |= !isDecoded;
            if (fault is null)
            {
                _totals.Add(plane + i, tally);
            }

            faults.Add(fault, plane + i);
            decoded?.Report((long)UInt128.Min((UInt128)long.MaxValue, directory.DataLength()));
        }
    }

    /// <summary>What the planes tell.</summary>
    /// <returns>Their sum; null when there was none, or one of a kind that is not decoded here.</returns>
    public TiffPixels? Result() => _isPartial ? null : _totals.Result();

    private SampleTally? TallyOf(in TiffDirectory directory)
    {
        var type = (directory.Bits, directory.Format, directory.HasMixedBits);
        if (_type != type)
        {
            (_type, _tally) = (type, SampleTally.For(directory));
        }

        return _tally;
    }
}
