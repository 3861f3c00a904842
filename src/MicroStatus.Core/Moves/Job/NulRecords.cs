namespace MicroStatus.Moves.Job;

/// <summary>Reads records that end with NUL, one at a time.</summary>
/// <param name="stream">Where they come from.</param>
internal sealed class NulRecords(Stream stream)
{
    private const int Longest = 1 << 20; // no path is nearly as long: what follows is not one of our files

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next record in memory of its own, or null after the last one. What follows the last NUL is none, nor is what has no NUL for a megabyte.</summary>
    public ReadOnlyMemory<byte>? Next()
    {
        var searched = _start;
        while (true)
        {
            var length = _buffer.AsSpan(searched.._end).IndexOf((byte)0);
            if (length >= 0)
            {
                var record = _buffer.AsSpan(_start..(searched + length)).ToArray();
                _start = searched + length + 1;
                return record;
            }

            if (_end - _start > Longest)
            {
                return null;
            }

            searched = _end - _start;
            MakeRoom();
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                return null;
            }

            _end += read;
        }
    }

    // What is not read yet goes to the front of a buffer with room behind it.
    private void MakeRoom()
    {
        var rest = _buffer.AsSpan(_start.._end);
        var target = rest.Length > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        rest.CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }
}
