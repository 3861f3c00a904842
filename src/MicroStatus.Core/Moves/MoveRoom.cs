using MicroStatus.Acquisition;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>How much a move would copy, and how much room there is for it.</summary>
/// <param name="Files">Files of the dataset.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Staged">Bytes that an earlier run has left beside the destination, where a further run goes on.</param>
/// <param name="Free">Free bytes on the destination's store.</param>
public sealed record MoveRoom(long Files, long Bytes, long Staged, long Free)
{
    /// <summary>The dataset fits.</summary>
    public bool IsEnough => Bytes - Staged <= Free;

    /// <summary>Walks source and staging copy, and measures the destination's store. Reads only.</summary>
    /// <param name="plan">The move.</param>
    /// <param name="files">The stores.</param>
    /// <param name="volumes">Tells the free space.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="IOException">A folder cannot be read, or the store does not tell its size.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    public static MoveRoom Measure(MovePlan plan, IFileTree files, IVolumes volumes, CancellationToken cancellationToken)
    {
        // What an earlier run has taken to the trash needs no room any more.
        var (count, bytes) = files.Find(plan.Move.Source) is { Kind: EntryKind.Folder } ? Walk(plan.Move.Source, files, cancellationToken) : (0, 0);
        var staged = files.Find(plan.Job.Staging) is { Kind: EntryKind.Folder } ? Walk(plan.Job.Staging, files, cancellationToken).Bytes : 0;
        return new MoveRoom(count, bytes, Math.Min(staged, bytes), volumes.Measure(plan.Job.DestinationAcquire).Free);
    }

    private static (long Files, long Bytes) Walk(string root, IFileTree files, CancellationToken cancellationToken)
    {
        var (count, bytes) = (0L, 0L);
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in files.List(folder))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var path = Path.Join(folder, entry.Name);
                if (entry.Kind == EntryKind.Folder)
                {
                    folders.Push(path);
                }
                else if (entry.Kind == EntryKind.File && files.Find(path) is { } facts)
                {
                    count++;
                    bytes += facts.Length;
                }
            }
        }

        return (count, bytes);
    }
}
