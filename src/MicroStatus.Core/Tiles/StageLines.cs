namespace MicroStatus.Tiles;

/// <summary>Which lines of an axis are rows or columns of the grid, and which are there since single tiles were imaged beside it. Pure.</summary>
internal sealed class StageLines
{
    // How far from its place a line may lie, as a share of the pitch: stages repeat to some µm, tiles are hundreds apart.
    private const double Slack = 0.02;

    // How many pitches two neighbouring lines may be apart: rows and columns of which no tile is there lie between them.
    private const double MostPitches = 3.5;

    private readonly StageAxis _axis;
    private readonly int[] _rank;

    private StageLines(StageAxis axis, bool[] isLine, double? pitch)
    {
        _axis = axis;
        Pitch = pitch;
        _rank = new int[axis.Count];
        for (var i = 0; i < axis.Count; i++)
        {
            _rank[i] = isLine[i] ? Count++ : -1;
        }
    }

    /// <summary>Number of rows or columns.</summary>
    public int Count { get; }

    /// <summary>Distance of two neighbours, µm; null with one line.</summary>
    public double? Pitch { get; }

    /// <summary>Sorts an axis' lines out.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="other">The other axis, whose pitch serves where one line of this one has most of the tiles.</param>
    /// <returns>The lines.</returns>
    public static StageLines Of(StageAxis axis, StageAxis other)
    {
        var isLine = WellSupported(axis);
        var pitch = PitchOf(axis, isLine);
        var otherPitch = PitchOf(other, WellSupported(other));
        var first = Array.IndexOf(isLine, true);
        Extend(axis, isLine, Enumerable.Range(first, axis.Count - first), pitch, otherPitch);
        Extend(axis, isLine, Enumerable.Range(0, first).Reverse(), pitch, otherPitch);
        return new StageLines(axis, isLine, PitchOf(axis, isLine));
    }

    /// <summary>The row or column of a position.</summary>
    /// <param name="value">The position, µm.</param>
    /// <returns>From 0; null when it lies on none.</returns>
    public int? RankOf(double value) => _rank[_axis.LineOf(value)] is >= 0 and var rank ? rank : null;

    /// <summary>The row or column that lies nearest to a position.</summary>
    /// <param name="value">The position, µm.</param>
    /// <returns>Its position, µm.</returns>
    public double Nearest(double value) =>
        Enumerable.Range(0, _axis.Count).Where(i => _rank[i] >= 0).Select(i => _axis[i]).MinBy(line => Math.Abs(line - value));

    private static bool[] WellSupported(StageAxis axis)
    {
        var most = Enumerable.Range(0, axis.Count).Max(axis.Support);
        return [.. Enumerable.Range(0, axis.Count).Select(i => axis.Support(i) * 2 >= most)];
    }

    // From a line outwards: what lies far from all others is no row or column, on a multiple of the pitch neither.
    private static void Extend(StageAxis axis, bool[] isLine, IEnumerable<int> outwards, double? pitch, double? otherPitch)
    {
        var first = Array.IndexOf(isLine, true);
        var last = first;
        foreach (var i in outwards)
        {
            isLine[i] = isLine[i]
                || (IsInPlace(axis[i] - axis[first], pitch, otherPitch) && !(Math.Abs(axis[i] - axis[last]) > MostPitches * (pitch ?? otherPitch)));
            last = isLine[i] ? i : last;
        }
    }

    // The last row or column of an acquisition that ended early has few tiles, but lies where one belongs.
    private static bool IsInPlace(double offset, double? pitch, double? otherPitch)
    {
        if (pitch is not { } own)
        {
            return otherPitch is not { } other || Math.Abs(offset) >= other / 2;
        }

        return Math.Abs((offset / own) - Math.Round(offset / own)) <= Slack;
    }

    private static double? PitchOf(StageAxis axis, bool[] isLine)
    {
        var lines = Enumerable.Range(0, axis.Count).Where(i => isLine[i]).Select(i => axis[i]).ToList();
        if (lines.Count < 2)
        {
            return null;
        }

        var steps = lines.Zip(lines.Skip(1), (a, b) => b - a).Order().ToList();
        return steps[steps.Count / 2];
    }
}
