using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>What is wrong with one file, in its order; the first hundred are kept.</summary>
internal sealed class TiffFaults
{
    private const int Most = 100;

    private List<TiffFault>? _faults;

    /// <summary>What was found.</summary>
    public IReadOnlyList<TiffFault> All => _faults ?? (IReadOnlyList<TiffFault>)[];

    /// <summary>Adds one.</summary>
    /// <param name="fault">What is wrong, or null when nothing is.</param>
    /// <param name="plane">The plane that it is about, or null.</param>
    public void Add(TiffFault? fault, long? plane)
    {
        if (fault is not null && (_faults ??= []).Count < Most)
        {
            _faults.Add(fault with { Plane = fault.Plane ?? (int?)plane });
        }
    }
}
