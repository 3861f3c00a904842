using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Moves.Job;

namespace MicroStatus.Moves;

/// <summary>Reads how far moves are from their work folders: three small reads a move, however large it is. Writes nothing.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
public sealed class MoveProgressReader(StatusSettings settings, IFileTree files)
{
    private const int JournalEnd = 64 * 1024;
    private const int CopyLogEnd = 64 * 1024; // a line names each file that is being copied

    private readonly MoveMarkers _markers = new(settings, files);

    /// <summary>Reads how far a move is.</summary>
    /// <param name="move">The move.</param>
    /// <returns>How far its present run is; null when it is not under way, has not begun, or is the web page's.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public MoveProgress? Read(DatasetMove move)
    {
        if (move is not { IsUnderWay: true, WorkFolder: { } work })
        {
            return null;
        }

        var journal = MoveJournalLine.Read(End(Path.Join(work, MoveWork.Journal), JournalEnd));
        var copy = CopyStats.ReadNewest(End(Path.Join(work, MoveWork.Progress), CopyLogEnd));
        return MoveProgress.Of(move.RunId, journal, copy, _markers.Heartbeat(move));
    }

    private string End(string path, int limit)
    {
        try
        {
            return Encoding.UTF8.GetString(files.ReadEnd(path, limit));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return string.Empty; // the run has not come that far
        }
    }
}
