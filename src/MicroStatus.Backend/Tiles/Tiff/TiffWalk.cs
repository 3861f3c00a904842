using MicroStatus.Backend.Tiles.Tiff.Pixels;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>The way along all directories of one file.</summary>
/// <remarks>No two directories share bytes, so the way is never longer than the file, whatever its numbers say.</remarks>
/// <param name="pixels">Decodes the planes; null when they are not looked at.</param>
/// <param name="cancellationToken">Stops between two directories.</param>
internal sealed class TiffWalk(PixelScan? pixels, CancellationToken cancellationToken)
{
    // Beyond it directories must follow one another in the file, as they do in any that is so long.
    private const int MostRemembered = 250_000;
    private const ulong LeastPieces = 1 << 20;

    private readonly TiffFaults _faults = new();
    private readonly Dictionary<ulong, long> _seen = [];
    private ulong _furthest;
    private UInt128 _directoryBytes;
    private UInt128 _pieces;
    private UInt128 _descriptionBytes;
    private UInt128 _dataBytes;
    private long _directories;
    private long _planes;
    private TiffDirectory? _first;

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<TiffFault> Faults => _faults.All;

    /// <summary>Size and type of the first plane, or null.</summary>
    public TiffShape? Shape => _first?.Shape();

    /// <summary>The first plane is compressed.</summary>
    public bool IsCompressed => _first is { IsPlain: false };

    /// <summary>Number of planes; null when the way broke off.</summary>
    public int? Planes { get; private set; }

    /// <summary>Looks at the first directory alone.</summary>
    /// <param name="source">The file.</param>
    public void LookAtFirst(ref TiffSource source)
    {
        _faults.Add(JudgeFirst(ref source, out var first), plane: null);
        _first = first is { IsRead: true } ? first : null;
    }

    /// <summary>Looks at all of them.</summary>
    /// <param name="source">The file.</param>
    public void LookAtAll(ref TiffSource source)
    {
        if (TiffPreamble.Read(ref source, out var next) is { } fault)
        {
            _faults.Add(fault, plane: null);
            return;
        }

        while (next != 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            fault = Arrive(source, next);
            if (fault is not null)
            {
                _faults.Add(fault, _planes);
                return;
            }

            if (Look(ref source, next) is not { } following)
            {
                return;
            }

            next = following;
        }

        Planes = (int)_planes;
    }

    /// <summary>Reads and judges a file's first directory.</summary>
    /// <param name="source">The file.</param>
    /// <param name="first">What it says, as far as it could be read; null when it names no size.</param>
    /// <returns>What is wrong with the header or with it, or null.</returns>
    public static TiffFault? JudgeFirst(ref TiffSource source, out TiffDirectory? first)
    {
        first = null;
        var fault = TiffPreamble.Read(ref source, out var start);
        if (fault is not null)
        {
            return fault;
        }

        fault = TiffDirectoryReader.Read(ref source, start, out var directory) ?? TiffData.Judge(ref source, directory, out _, out _);
        first = directory.Width > 0 && directory.Height > 0 ? directory : null;
        return fault is null ? null : fault with { Plane = 0 };
    }

    private TiffFault? Arrive(in TiffSource source, ulong start)
    {
        if (start < TiffPreamble.LengthOf(source.Big))
        {
            return new TiffFault(TiffFaultKind.BrokenChain, null, $"a directory at byte {start}, inside the header");
        }

        if (start <= _furthest && _seen.TryGetValue(start, out var before))
        {
            return before == _directories - 1
                ? new TiffFault(TiffFaultKind.Loop, null, $"directory {before} points to itself")
                : new TiffFault(TiffFaultKind.Loop, null, $"directory {_directories - 1} points back to directory {before}");
        }

        if (_seen.Count < MostRemembered)
        {
            _seen.Add(start, _directories);
        }
        else if (start <= _furthest)
        {
            return new TiffFault(TiffFaultKind.BrokenChain, null, $"directory {_directories} lies before others, behind {MostRemembered} of them");
        }

        _furthest = Math.Max(_furthest, start);
        return null;
    }

    // The place of the next directory; null when there is no telling.
    private ulong? Look(ref TiffSource source, ulong start)
    {
        var fault = TiffDirectoryReader.Read(ref source, start, out var directory);
        _directoryBytes += directory.Length;
        _pieces += Math.Min(directory.Offsets.Count, LeastPieces);
        if (_directoryBytes > (UInt128)source.Length || _pieces > (UInt128)source.Length + LeastPieces)
        {
            _faults.Add(new TiffFault(TiffFaultKind.Damaged, null, $"directories that overlap: {_directories + 1} of them in {source.Length} bytes"), _planes);
            return null;
        }

        var (length, end) = (0UL, (ulong?)null);
        fault ??= TiffData.Judge(ref source, directory, out length, out end);
        if (!directory.IsPlane)
        {
            _faults.Add(fault, plane: null);
        }
        else
        {
            TakePlane(ref source, directory, fault, length, end);
        }

        _directories++;
        return directory.Next;
    }

    private void TakePlane(ref TiffSource source, in TiffDirectory directory, TiffFault? fault, ulong length, ulong? end)
    {
        _faults.Add(fault, _planes);
        if (!directory.IsRead)
        {
            _planes++;
            return;
        }

        _first ??= directory;
        Compare(directory);
        var repeats = 1L;
        if (fault is null && end is { } behind)
        {
            repeats = Repeats(ref source, directory);
            var due = (UInt128)behind + ((UInt128)(repeats - 1) * directory.DataLength());
            if (due > (UInt128)source.Length)
            {
                fault = new TiffFault(TiffFaultKind.Truncated, null, $"truncated: {repeats} planes up to byte {due}, {source.Length} bytes in the file");
                _faults.Add(fault, _planes);
            }
        }

        _dataBytes += (UInt128)length * (UInt128)repeats;
        if (fault is null && pixels is not null && _dataBytes > (UInt128)source.Length)
        {
            _faults.Add(new TiffFault(TiffFaultKind.Undecodable, null, $"image data that overlap other planes': {_dataBytes} bytes in all"), _planes);
        }
        else if (fault is null)
        {
            pixels?.Scan(ref source, directory, _planes, repeats, _faults, cancellationToken);
        }

        _planes = (long)Int128.Min(int.MaxValue, _planes + ((Int128)repeats * directory.Depth));
    }

    private long Repeats(ref TiffSource source, in TiffDirectory directory)
    {
        _descriptionBytes += directory.Description.Count;
        return _descriptionBytes > (UInt128)source.Length
            ? 1
            : TiffDescription.Planes(ref source, directory, isOnly: _directories == 0 && directory.Next == 0);
    }

    private void Compare(in TiffDirectory directory)
    {
        var first = _first!.Value;
        if (directory.Width != first.Width || directory.Height != first.Height)
        {
            _faults.Add(
                new TiffFault(TiffFaultKind.PlaneShape, null, $"{directory.Width} × {directory.Height}, the first plane is {first.Width} × {first.Height}"),
                _planes);
        }

        if (directory.Bits != first.Bits || directory.Samples != first.Samples || directory.Format != first.Format)
        {
            _faults.Add(
                new TiffFault(TiffFaultKind.PlaneType, null, $"{directory.Shape().Type}, the first plane is {first.Shape().Type}"),
                _planes);
        }
    }
}
