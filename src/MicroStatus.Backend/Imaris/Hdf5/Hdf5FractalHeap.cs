using System.Numerics;

namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>A heap whose blocks double from row to row (HDF5 File Format Specification, III.G).</summary>
internal sealed class Hdf5FractalHeap
{
    private const int Managed = 0;
    private const int Tiny = 2;
    private const int LongestTiny = 16;

    private readonly Hdf5Source _source;
    private readonly int _idBytes;
    private readonly bool _isFiltered;
    private readonly bool _hasChecksums;
    private readonly uint _mostManaged;
    private readonly int _width;
    private readonly ulong _firstBlock;
    private readonly ulong _mostDirect;
    private readonly int _heapBits;
    private readonly ulong _root;
    private readonly int _rootRows;

    private Hdf5FractalHeap(Hdf5Source source, Hdf5Cursor head)
    {
        _source = source;
        head.Expect("FRHP");
        head.Skip(1);
        _idBytes = head.Short();
        _isFiltered = head.Short() != 0;
        _hasChecksums = (head.Byte() & 2) != 0;
        _mostManaged = head.Int();
        head.Skip((10 * source.LengthBytes) + (2 * source.OffsetBytes));
        (_width, _firstBlock, _mostDirect, _heapBits) = (head.Short(), head.Length(), head.Length(), head.Short());
        head.Skip(2);
        (_root, _rootRows) = (head.Offset(), head.Short());
        if (_isFiltered)
        {
            throw new Hdf5Fault("its names are compressed, which is not supported");
        }

        head.ExpectChecksum("a heap");
        if (_idBytes < 2 || _width is 0 or > 4096 || _heapBits is 0 or > 64 || _rootRows > 64
            || !BitOperations.IsPow2(_firstBlock) || !BitOperations.IsPow2(_mostDirect) || _mostDirect < _firstBlock || !BitOperations.IsPow2(_width))
        {
            throw new Hdf5Fault("a heap is damaged");
        }
    }

    /// <summary>Opens a heap.</summary>
    /// <param name="source">The file.</param>
    /// <param name="address">Address of its header.</param>
    /// <returns>The heap.</returns>
    public static Hdf5FractalHeap Open(Hdf5Source source, ulong address) =>
        new(source, source.At(address, (ulong)(26 + (12 * source.LengthBytes) + (3 * source.OffsetBytes))));

    /// <summary>Reads an object.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Its bytes; null for one that is too long to stand in the heap itself.</returns>
    public ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> id)
    {
        var fields = new Hdf5Cursor(id, _source.OffsetBytes, _source.LengthBytes);
        var first = fields.Byte();
        switch ((first >> 4) & 3)
        {
            case Managed:
                var offset = fields.Number((_heapBits + 7) / 8);
                var length = fields.Number(Math.Min((BitOperations.Log2(_mostDirect) + 7) / 8, (BitOperations.Log2(Math.Max(1, _mostManaged)) / 8) + 1));
                var (block, start, size) = _rootRows == 0 ? (_root, 0UL, _firstBlock) : Locate(_root, 0, _rootRows, offset);
                if (offset < start || offset - start + length > size)
                {
                    throw new Hdf5Fault("an object of a heap lies outside it");
                }

                _source.At(block, 4).Expect("FHDB");
                return _source.Read(block + (offset - start), length);
            case Tiny when _idBytes - 1 > LongestTiny:
                return fields.Bytes((((first & 15) << 8) | fields.Byte()) + 1);
            case Tiny:
                return fields.Bytes((first & 15) + 1);
            default:
                return null;
        }
    }

    // The blocks of rows 0 and 1 have the first size, those of each further row twice the size of the row before.
    private (ulong Block, ulong Start, ulong Size) Locate(ulong address, ulong start, int rows, ulong offset)
    {
        var directRows = BitOperations.Log2(_mostDirect) - BitOperations.Log2(_firstBlock) + 2;
        while (true)
        {
            var (row, column, within, size) = Place(offset - start);
            if (row >= rows)
            {
                throw new Hdf5Fault("an object of a heap lies outside it");
            }

            var entry = (row * _width) + column;
            var prefix = (ulong)(5 + _source.OffsetBytes + ((_heapBits + 7) / 8));
            _source.At(address, 4).Expect("FHIB");
            if (_hasChecksums)
            {
                var whole = _source.At(address, prefix + (ulong)(rows * _width * _source.OffsetBytes) + 4);
                whole.Skip((int)prefix + (rows * _width * _source.OffsetBytes));
                whole.ExpectChecksum("a heap");
            }

            address = _source.At(address + prefix + (ulong)(entry * _source.OffsetBytes), (ulong)_source.OffsetBytes).Offset();
            start += within;
            if (row < directRows)
            {
                return (address, start, size);
            }

            rows = BitOperations.Log2(size) - BitOperations.Log2(_firstBlock * (ulong)_width) + 1;
        }
    }

    private (int Row, int Column, ulong Start, ulong Size) Place(ulong offset)
    {
        var row0 = _firstBlock * (ulong)_width;
        if (offset < row0)
        {
            return (0, (int)(offset / _firstBlock), offset / _firstBlock * _firstBlock, _firstBlock);
        }

        var row = BitOperations.Log2(offset) - BitOperations.Log2(row0) + 1;
        var rowStart = 1UL << BitOperations.Log2(offset);
        var size = _firstBlock << (row - 1);
        if (size == 0)
        {
            throw new Hdf5Fault("a heap is damaged");
        }

        var column = (offset - rowStart) / size;
        return (row, (int)column, rowStart + (column * size), size);
    }
}
