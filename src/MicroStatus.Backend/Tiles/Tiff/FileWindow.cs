using System.Runtime.InteropServices;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>A small window that slides over an open file, so that neighbouring reads cost one system call.</summary>
internal unsafe ref struct FileWindow
{
    private readonly int _descriptor;
    private readonly string? _folder;
    private readonly string _name;
    private readonly long _length;
    private readonly byte* _buffer;
    private readonly int _capacity;
    private long _start;
    private int _filled;

    public FileWindow(int descriptor, string? folder, string name, long length, byte* buffer, int capacity)
    {
        _descriptor = descriptor;
        _folder = folder;
        _name = name;
        _length = length;
        _buffer = buffer;
        _capacity = capacity;
    }

    /// <summary>Bytes of the file; they stay valid until the next call.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many; at most the window's length.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False when they are not all inside the file.</returns>
    public bool TryRead(ulong offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count > _capacity || offset > (ulong)_length || (ulong)count > (ulong)_length - offset)
        {
            return false;
        }

        var start = (long)offset;
        if (start < _start || start + count > _start + _filled)
        {
            Fill(start);
        }

        var skip = (int)(start - _start);
        if (_filled - skip < count)
        {
            return false; // the file has become shorter meanwhile
        }

        bytes = new ReadOnlySpan<byte>(_buffer + skip, count);
        return true;
    }

    /// <summary>Whether bytes are in the window already, so that reading them costs nothing.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many.</param>
    /// <returns>True when they are.</returns>
    public readonly bool Holds(ulong offset, ulong count) =>
        offset >= (ulong)_start && offset <= (ulong)(_start + _filled) && count <= (ulong)(_start + _filled) - offset;

    private void Fill(long start)
    {
        _start = start;
        _filled = 0;
        while (_filled < _capacity && start + _filled < _length)
        {
            var read = Libc.ReadAt(_descriptor, _buffer + _filled, _capacity - _filled, start + _filled);
            if (read < 0)
            {
                throw PosixFileTree.Fault(Marshal.GetLastPInvokeError(), Path.Join(_folder, _name));
            }

            if (read == 0)
            {
                return;
            }

            _filled += (int)read;
        }
    }
}
