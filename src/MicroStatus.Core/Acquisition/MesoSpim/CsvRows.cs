namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Walks the rows of a CSV file: commas, quotes that double inside a field, rows that end in LF or CR LF.</summary>
/// <remarks>
/// It works on bytes, since commas, quotes and line ends are the same in every encoding that occurs, so that a large file costs no
/// second copy. A quote that is never closed ends with the file.
/// </remarks>
internal ref struct CsvRows
{
    // Far more than a table has; a file of commas alone must not become a list of them.
    private const int MostFields = 1024;

    private readonly ReadOnlySpan<byte> _content;
    private readonly List<Range> _fields = [];
    private int _position;

    public CsvRows(ReadOnlySpan<byte> content) => _content = content;

    /// <summary>Fields of the current row.</summary>
    public readonly int Count => _fields.Count;

    /// <summary>A field of the current row, without its quotes.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>The field's bytes; a doubled quote inside is one.</returns>
    public readonly ReadOnlySpan<byte> Field(int index)
    {
        var field = _content[_fields[index]].Trim(" \t\r"u8);
        if (field.Length < 2 || field[0] != '"' || field[^1] != '"')
        {
            return field;
        }

        var inner = field[1..^1];
        if (!inner.Contains((byte)'"'))
        {
            return inner;
        }

        var plain = new List<byte>(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            plain.Add(inner[i]);
            if (inner[i] == '"' && i + 1 < inner.Length && inner[i + 1] == '"')
            {
                i++;
            }
        }

        return plain.ToArray();
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool ReadRow()
    {
        _fields.Clear();
        if (_position >= _content.Length)
        {
            return false;
        }

        var start = _position;
        var quoted = false;
        for (; _position < _content.Length; _position++)
        {
            var current = _content[_position];
            if (quoted)
            {
                quoted = current != '"' || SkipDoubledQuote();
            }
            else if (current == '"')
            {
                // Only a field that begins with a quote is quoted; elsewhere it is an inch.
                quoted = _position == start;
            }
            else if (current is (byte)',' or (byte)'\n')
            {
                Add(start.._position);
                start = _position + 1;
                if (current == '\n')
                {
                    _position++;
                    return true;
                }
            }
        }

        Add(start.._position);
        return true;
    }

    private bool SkipDoubledQuote()
    {
        if (_position + 1 >= _content.Length || _content[_position + 1] != '"')
        {
            return false;
        }

        _position++;
        return true;
    }

    private readonly void Add(Range field)
    {
        if (_fields.Count < MostFields)
        {
            _fields.Add(field);
        }
    }
}
