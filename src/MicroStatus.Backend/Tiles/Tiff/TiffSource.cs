using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>An open TIFF, and the three places that are read in turns: a directory, and the two tables of its image data.</summary>
internal unsafe ref struct TiffSource
{
    /// <summary>Bytes that it needs as its buffer.</summary>
    public const int BufferLength = 3 * WindowLength;

    private const int WindowLength = 4096;

    private readonly string? _folder;
    private readonly string _name;
    private FileWindow _head;
    private FileWindow _offsets;
    private FileWindow _counts;

    public TiffSource(int descriptor, string? folder, string name, FileFacts facts, byte* buffer)
    {
        var length = facts.Length;
        (Descriptor, _folder, _name, Facts) = (descriptor, folder, name, facts);
        _head = new FileWindow(descriptor, folder, name, length, buffer, WindowLength);
        _offsets = new FileWindow(descriptor, folder, name, length, buffer + WindowLength, WindowLength);
        _counts = new FileWindow(descriptor, folder, name, length, buffer + (2 * WindowLength), WindowLength);
    }

    /// <summary>The open file.</summary>
    public int Descriptor { get; }

    /// <summary>What the file system says of it.</summary>
    public FileFacts Facts { get; }

    /// <summary>A regular file, which can be read.</summary>
    public readonly bool IsFile => Facts.Kind == EntryKind.File;

    /// <summary>The file's length in bytes.</summary>
    public readonly long Length => Facts.Length;

    /// <summary>The file's path.</summary>
    public readonly string Path => System.IO.Path.Join(_folder, _name);

    /// <summary>Numbers begin with their highest byte.</summary>
    public bool BigEndian { get; set; }

    /// <summary>BigTIFF rather than classic TIFF.</summary>
    public bool Big { get; set; }

    /// <summary>Bytes of the header and of directories; they stay valid until the next call.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False when they are not all inside the file.</returns>
    public bool TryRead(ulong offset, int count, out ReadOnlySpan<byte> bytes) => _head.TryRead(offset, count, out bytes);

    /// <summary>A whole number from 0 of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">Its place in the table, from 0.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when the table holds no such numbers, or not so many, or ends beyond the file's end.</returns>
    public bool TryValue(in TiffTable table, ulong index, out ulong value) => TryFar(ref _offsets, table, index, out value);

    /// <summary>Where a piece of image data lies.</summary>
    /// <param name="offsets">Where each piece begins.</param>
    /// <param name="counts">The bytes of each.</param>
    /// <param name="index">The piece, from 0.</param>
    /// <param name="piece">The piece.</param>
    /// <returns>False when one of the tables lies beyond the file's end.</returns>
    public bool TryPiece(in TiffTable offsets, in TiffTable counts, ulong index, out TiffPiece piece)
    {
        var isRead = TryFar(ref _offsets, offsets, index, out var offset) & TryFar(ref _counts, counts, index, out var length);
        piece = new TiffPiece(offset, length);
        return isRead;
    }

    /// <summary>Reads a piece of the file.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="bytes">Where it is put.</param>
    /// <returns>False when it is not all in the file (any more).</returns>
    public readonly bool TryFill(ulong offset, Span<byte> bytes)
    {
        if (offset > (ulong)Length || (ulong)bytes.Length > (ulong)Length - offset)
        {
            return false;
        }

        fixed (byte* first = bytes)
        {
            for (var filled = 0; filled < bytes.Length;)
            {
                var read = Libc.ReadAt(Descriptor, first + filled, bytes.Length - filled, (long)offset + filled);
                if (read < 0)
                {
                    throw PosixFileTree.Fault(Marshal.GetLastPInvokeError(), Path);
                }

                if (read == 0)
                {
                    return false;
                }

                filled += (int)read;
            }
        }

        return true;
    }

    /// <summary>A number of 1, 2, 4 or 8 bytes.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>The number.</returns>
    public readonly ulong Number(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => bytes[0],
        2 => BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    // Most tables lie in or behind their directory, which has been read already.
    private bool TryFar(ref FileWindow window, in TiffTable table, ulong index, out ulong value)
    {
        var size = (ulong)TiffValueType.SizeOf(table.Type);
        return _head.Holds(table.Position + (index * size), size) ? TryValue(ref _head, table, index, out value) : TryValue(ref window, table, index, out value);
    }

    private readonly bool TryValue(scoped ref FileWindow window, in TiffTable table, ulong index, out ulong value)
    {
        value = 0;
        var size = TiffValueType.SizeOf(table.Type);
        if (index >= table.Count || !TiffValueType.IsCount(table.Type) || !window.TryRead(table.Position + (index * (ulong)size), size, out var bytes))
        {
            return false;
        }

        value = Number(bytes);
        return true;
    }
}
