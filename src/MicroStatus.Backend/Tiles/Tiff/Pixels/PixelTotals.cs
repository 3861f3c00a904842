using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>What the planes of a file tell together.</summary>
internal sealed class PixelTotals
{
    private const int MostBlankPlanes = 1000;

    private readonly List<int> _blank = [];
    private double _minimum = double.NaN;
    private double _maximum = double.NaN;
    private double _samples;
    private double _saturated;
    private int _blankCount;

    /// <summary>Takes a plane.</summary>
    /// <param name="plane">The plane, from 0.</param>
    /// <param name="tally">What its samples tell.</param>
    public void Add(long plane, SampleTally tally)
    {
        _minimum = double.MinNumber(_minimum, tally.Minimum);
        _maximum = double.MaxNumber(_maximum, tally.Maximum);
        _samples += tally.Count;
        _saturated += tally.Saturated;
        if (!tally.IsBlank)
        {
            return;
        }

        _blankCount++;
        if (_blank.Count < MostBlankPlanes)
        {
            _blank.Add((int)plane);
        }
    }

    /// <summary>All planes together.</summary>
    /// <returns>What they tell; null when there was none.</returns>
    public TiffPixels? Result() =>
        _samples == 0 ? null : new TiffPixels(_minimum, _maximum, _saturated / _samples, _blank, _blankCount);
}
