using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>A file as LibTiff is shown it: a directory of our own, that holds no number which was not proved, and behind it the file as it is.</summary>
/// <param name="head">The directory's bytes, a TIFF from its signature on.</param>
/// <param name="begin">The byte of the file that is shown behind them.</param>
/// <param name="descriptor">The open file.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="path">Its path, for messages.</param>
internal sealed unsafe class CompressedData(byte[] head, long begin, int descriptor, long length, string path) : TiffStream
{
    private long _position;

    /// <summary>Why the file could not be read, or null.</summary>
    public Exception? Fault { get; private set; }

    /// <inheritdoc/>
    public override int Read(object clientData, byte[] buffer, int offset, int count)
    {
        var into = buffer.AsSpan(offset, count);
        var read = 0;
        while (read < count)
        {
            var piece = _position < head.Length ? ReadHead(into[read..]) : ReadFile(into[read..]);
            if (piece <= 0)
            {
                break;
            }

            read += piece;
            _position += piece;
        }

        return read;
    }

    /// <inheritdoc/>
    public override long Seek(object clientData, long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Size(clientData) + offset,
    };

    /// <inheritdoc/>
    public override long Size(object clientData) => head.Length + length - begin;

    /// <inheritdoc/>
    public override void Write(object clientData, byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Close(object clientData)
    {
        // The file is closed by who opened it.
    }

    private int ReadHead(Span<byte> into)
    {
        var piece = head.AsSpan((int)_position);
        piece = piece[..Math.Min(piece.Length, into.Length)];
        piece.CopyTo(into);
        return piece.Length;
    }

    private int ReadFile(Span<byte> into)
    {
        fixed (byte* first = into)
        {
            var read = Libc.ReadAt(descriptor, first, into.Length, begin + _position - head.Length);
            Fault = read < 0 ? PosixFileTree.Fault(Marshal.GetLastPInvokeError(), path) : Fault;
            return (int)read;
        }
    }
}
