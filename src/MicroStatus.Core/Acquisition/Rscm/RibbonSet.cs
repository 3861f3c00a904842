using System.Numerics;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>Which ribbons of one layer and colour are there, by column number.</summary>
internal sealed class RibbonSet
{
    private ulong[] _words = [];

    /// <summary>Adds a column.</summary>
    /// <param name="column">Its number, 0 or more.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(int column)
    {
        var word = column >> 6;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }

        var bit = 1UL << (column & 63);
        var isNew = (_words[word] & bit) == 0;
        _words[word] |= bit;
        return isNew;
    }

    /// <summary>Whether a column is there.</summary>
    /// <param name="column">Its number.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(int column)
    {
        var word = column >> 6;
        return word < _words.Length && (_words[word] & (1UL << (column & 63))) != 0;
    }

    /// <summary>Any column at all.</summary>
    public bool Any => _words.Any(word => word != 0);

    /// <summary>How many of the expected columns are there.</summary>
    /// <param name="expected">Ribbons a layer and colour (R).</param>
    /// <returns>0…R.</returns>
    public int CountExpected(int expected)
    {
        var first = First(expected);
        var count = 0;
        for (var column = first; column < first + expected; column++)
        {
            if ((column & 63) == 0 && column + 64 <= first + expected && (column >> 6) < _words.Length)
            {
                count += BitOperations.PopCount(_words[column >> 6]);
                column += 63;
            }
            else if (Contains(column))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>Expected columns that are not there.</summary>
    /// <param name="expected">Ribbons a layer and colour (R).</param>
    /// <returns>Their numbers, ascending.</returns>
    public IEnumerable<int> Missing(int expected)
    {
        var first = First(expected);
        return Enumerable.Range(first, expected).Where(column => !Contains(column));
    }

    /// <summary>Columns that are there.</summary>
    /// <returns>Their numbers, ascending.</returns>
    public IEnumerable<int> Columns() => Enumerable.Range(0, _words.Length * 64).Where(Contains);

    /// <summary>Writes the set.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(BinaryWriter writer)
    {
        var used = _words.Length;
        while (used > 0 && _words[used - 1] == 0)
        {
            used--;
        }

        writer.Write7BitEncodedInt(used);
        for (var i = 0; i < used; i++)
        {
            writer.Write(_words[i]);
        }
    }

    /// <summary>Reads a set.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The set.</returns>
    public static RibbonSet Read(BinaryReader reader)
    {
        var set = new RibbonSet();
        var used = reader.Read7BitEncodedInt();
        if (used is < 0 or > (VsSeriesReader.LargestCount / 64) + 2)
        {
            throw new InvalidDataException("A remembered set of ribbons is damaged.");
        }

        set._words = new ulong[used];
        for (var i = 0; i < used; i++)
        {
            set._words[i] = reader.ReadUInt64();
        }

        return set;
    }

    // Columns count from 0; some versions of the instrument's program count from 1.
    private int First(int expected) => Contains(expected) && !Contains(0) ? 1 : 0;
}
