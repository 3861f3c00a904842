using System.Buffers.Binary;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>An uncompressed BigTIFF that is made while it is read: so libvips writes pictures of any size from bands of rows that come one after another.</summary>
/// <remarks>libvips takes pixels that come in a stream only in a file format, and TIFF is the one of its formats that holds every type of pixels.</remarks>
internal sealed class PixelStream : Stream
{
    private const int Entries = 10;
    private const int DirectoryAt = 16;
    private const int TablesAt = DirectoryAt + 8 + (Entries * 20) + 8;
    private const int MostStrips = 1 << 16;

    // libvips asks for a strip at a time, and what is asked for at once is small enough to be forgotten cheaply.
    private const int StripBytes = 64 << 10;

    private readonly Func<ReadOnlyMemory<byte>> _next;
    private readonly byte[] _head;
    private readonly long _length;
    private ReadOnlyMemory<byte> _band;
    private long _taken;
    private long _position;

    /// <summary>Creates the stream.</summary>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="samples">Samples a pixel: 1 for grey, 3 for RGB.</param>
    /// <param name="type">Type of a sample.</param>
    /// <param name="next">Gives the next bytes of the pixels, valid until it is asked again; a fault in it ends the reading.</param>
    public PixelStream(long width, long height, int samples, PixelType type, Func<ReadOnlyMemory<byte>> next)
    {
        _next = next;
        var row = width * samples * type.Bytes;
        var rowsPerStrip = Math.Max(Math.Max(1, StripBytes / row), (height + MostStrips - 1) / MostStrips);
        _head = Head(width, height, samples, type, rowsPerStrip);
        _length = _head.Length + (row * height);
    }

    /// <summary>What ended the reading early; null when nothing did.</summary>
    public Exception? Fault { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var done = 0;
        while (done < buffer.Length && _position < _length)
        {
            var source = _position < _head.Length ? _head.AsSpan((int)_position) : Pixels();
            if (source.IsEmpty)
            {
                break;
            }

            var part = Math.Min(source.Length, buffer.Length - done);
            source[..part].CopyTo(buffer[done..]);
            done += part;
            _position += part;
        }

        return done;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => _length + offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // An exception must not reach libvips, in whose threads this runs: an end that comes early is an error to it.
    private ReadOnlySpan<byte> Pixels()
    {
        if (Fault is not null)
        {
            return [];
        }

        try
        {
            var at = _position - _head.Length;
            while (at >= _taken + _band.Length)
            {
                _taken += _band.Length;
                _band = default;
                _band = _next();
                if (_band.IsEmpty)
                {
                    throw new EndOfStreamException($"Rows ended at byte {_taken} of {_length - _head.Length}.");
                }
            }

            return at >= _taken ? _band.Span[(int)(at - _taken)..] : throw new NotSupportedException("Rows were asked for a second time.");
        }
        catch (Exception e)
        {
            Fault = e;
            return [];
        }
    }

    private static byte[] Head(long width, long height, int samples, PixelType type, long rowsPerStrip)
    {
        var strips = (int)((height + rowsPerStrip - 1) / rowsPerStrip);
        var head = new byte[TablesAt + (strips * 16)];
        var row = width * samples * type.Bytes;
        head[0] = head[1] = (byte)'I';
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(2), 43);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(8), DirectoryAt);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(DirectoryAt), Entries);
        var bits = (ulong)type.Bytes * 8;
        var offsets = head.AsSpan(TablesAt, strips * 8);
        var counts = head.AsSpan(TablesAt + (strips * 8));
        for (var i = 0; i < strips; i++)
        {
            var first = i * rowsPerStrip;
            BinaryPrimitives.WriteInt64LittleEndian(offsets[(i * 8)..], head.Length + (first * row));
            BinaryPrimitives.WriteInt64LittleEndian(counts[(i * 8)..], Math.Min(rowsPerStrip, height - first) * row);
        }

        // A single strip's offset and length stand in the entry itself.
        var (offsetsAt, countsAt) = strips == 1
            ? (BinaryPrimitives.ReadUInt64LittleEndian(offsets), BinaryPrimitives.ReadUInt64LittleEndian(counts))
            : ((ulong)TablesAt, (ulong)(TablesAt + (strips * 8)));
        (ushort Tag, ushort Kind, int Count, ulong Value)[] entries =
        [
            (256, 4, 1, (ulong)width),
            (257, 4, 1, (ulong)height),
            (258, 3, samples, Repeat(bits, samples)),
            (259, 3, 1, 1),
            (262, 3, 1, samples == 1 ? 1UL : 2),
            (273, 16, strips, offsetsAt),
            (277, 3, 1, (ulong)samples),
            (278, 4, 1, (ulong)rowsPerStrip),
            (279, 16, strips, countsAt),
            (339, 3, samples, Repeat(type.SampleFormat, samples)),
        ];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = head.AsSpan(DirectoryAt + 8 + (i * 20), 20);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, entries[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], entries[i].Kind);
            BinaryPrimitives.WriteInt64LittleEndian(entry[4..], entries[i].Count);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[12..], entries[i].Value);
        }

        return head;
    }

    private static ulong Repeat(ulong value, int times) => times == 1 ? value : value | (value << 16) | (value << 32);
}
