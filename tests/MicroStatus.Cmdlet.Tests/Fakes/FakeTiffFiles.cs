using System.Collections.Concurrent;
using MicroStatus.Tiles;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>TIFF files in memory: sound ones of one shape, unless a test says otherwise.</summary>
/// <param name="files">The store, which tells whether they are there.</param>
public sealed class FakeTiffFiles(FakeFileTree files) : ITiffFiles
{
    private static readonly TiffShape Shape = new(64, 64, 16, 1, TiffSampleFormat.Unsigned);

    /// <summary>What is wrong with a file, by its name.</summary>
    public IDictionary<string, TiffFault> Faults { get; } = new Dictionary<string, TiffFault>(StringComparer.Ordinal);

    /// <summary>Files that refuse access, by name.</summary>
    public ISet<string> Denied { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Planes of each file but a projection or a ribbon.</summary>
    public int Planes { get; set; } = 4;

    /// <summary>What was looked into, with its depth.</summary>
    public ConcurrentQueue<(string Name, TiffDepth Depth)> Looks { get; } = new();

    /// <summary>Waits until it is cancelled instead of looking.</summary>
    public bool Hangs { get; set; }

    public TiffFile Examine(string path, TiffDepth depth, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        if (Hangs)
        {
            cancellationToken.WaitHandle.WaitOne();
            cancellationToken.ThrowIfCancellationRequested();
        }

        Looks.Enqueue((name, depth));
        if (Denied.Contains(name))
        {
            throw new UnauthorizedAccessException($"Access to '{path}' is denied.");
        }

        return files.Find(path) is null ? throw new FileNotFoundException("gone", path) : new TiffFile
        {
            Path = path,
            Length = 1 << 20,
            Modified = files.Now,
            Shape = Shape,
            Planes = depth == TiffDepth.Header ? null : name.StartsWith("MAX_", StringComparison.Ordinal) || name.Contains("col", StringComparison.Ordinal) ? 1 : Planes,
            Faults = Faults.TryGetValue(name, out var fault) ? [fault] : [],
        };
    }

    public IReadOnlyList<TiffFile?> ExamineFolder(string folder, IReadOnlyList<string> names, TiffDepth depth, IProgress<long>? decoded, CancellationToken cancellationToken)
    {
        if (names.Any(Denied.Contains))
        {
            throw new UnauthorizedAccessException("Access to a file is denied.");
        }

        return [.. names.Select(name => files.Find(Path.Join(folder, name)) is null ? null : Examine(Path.Join(folder, name), depth, cancellationToken))];
    }
}
