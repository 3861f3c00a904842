namespace MicroStatus.Tiles;

/// <summary>Stage positions along one axis: the distinct ones, in order.</summary>
internal sealed class StageAxis
{
    private readonly double[] _lines;
    private readonly int[] _support;

    /// <summary>Joins positions to lines: a position belongs to the first line that is at most the tolerance below it.</summary>
    /// <param name="values">The positions, µm; they are sorted in place.</param>
    /// <param name="tolerance">Largest difference that still counts as the same line, in µm.</param>
    public StageAxis(Span<double> values, double tolerance)
    {
        values.Sort();
        var lines = new double[values.Length];
        var support = new int[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (count == 0 || value - lines[count - 1] > tolerance)
            {
                lines[count++] = value;
            }

            support[count - 1]++;
        }

        (_lines, _support) = (lines[..count], support[..count]);
    }

    /// <summary>Number of lines.</summary>
    public int Count => _lines.Length;

    /// <summary>Where a line lies, µm.</summary>
    /// <param name="line">The line, from 0.</param>
    /// <returns>The smallest position on it.</returns>
    public double this[int line] => _lines[line];

    /// <summary>How many positions lie on a line.</summary>
    /// <param name="line">The line, from 0.</param>
    /// <returns>1 or more.</returns>
    public int Support(int line) => _support[line];

    /// <summary>The line that a position belongs to.</summary>
    /// <param name="value">One of the positions, µm.</param>
    /// <returns>The line, from 0.</returns>
    public int LineOf(double value)
    {
        var index = Array.BinarySearch(_lines, value);
        return index >= 0 ? index : ~index - 1;
    }
}
