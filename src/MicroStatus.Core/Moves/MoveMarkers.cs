using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves.Job;

namespace MicroStatus.Moves;

/// <summary>Reads what runs of moves leave behind: markers, journals, heartbeats, logs (lab.md §8).</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
public sealed class MoveMarkers(StatusSettings settings, IFileTree files)
{
    private const int MarkerLimit = 64 * 1024;
    private const int JournalLimit = 16 * 1024 * 1024;
    private const int LogEnd = 4096;
    private const int LogLines = 5;

    private readonly MoveFolder _folder = new(settings.Moves, new MoveNames(settings.Moves, settings.Discovery.NoPi), files);

    /// <summary>The destination that a dataset's done marker names.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The path; null without a marker.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public string? Done(Dataset row) => _folder.Of(row).Done is { } marker ? Text(marker)?.TrimEnd('\n') : null;

    /// <summary>What the error marker of a move says.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">The move; a marker of another run of ours is not its.</param>
    /// <returns>What it says; null without a marker.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public MoveError? Error(Dataset row, DatasetMove move) =>
        _folder.Of(row).Error is { } marker && Text(marker) is { } text && MoveError.Read(text) is var error && (error.RunId is null || move.RunId.Length == 0 || error.RunId == move.RunId)
            ? error
            : null;

    /// <summary>Whether a run has left anything behind.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">The move, with its run.</param>
    /// <returns>True when it has: its job was submitted.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public bool HasTraces(Dataset row, DatasetMove move) =>
        Error(row, move)?.RunId == move.RunId || Journal(move).Any(line => line.RunId == move.RunId) || Done(row) is not null;

    /// <summary>The journal of a move.</summary>
    /// <param name="move">The move.</param>
    /// <returns>Its lines; none when there is no journal.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public IReadOnlyList<MoveJournalLine> Journal(DatasetMove move) =>
        move.WorkFolder is { } work && Text(Path.Join(work, MoveWork.Journal), JournalLimit) is { } text ? MoveJournalLine.Read(text) : [];

    /// <summary>When a move's job last showed that it lives.</summary>
    /// <param name="move">The move.</param>
    /// <returns>The moment, by the lab's clock; null when it never did.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    public DateTimeOffset? Heartbeat(DatasetMove move) =>
        move.WorkFolder is { } work ? files.Find(Path.Join(work, MoveWork.Heartbeat))?.Modified + settings.Demo.ClockOffset : null;

    /// <summary>The trash entry that a move's runs have chosen.</summary>
    /// <param name="move">The move.</param>
    /// <returns>The entry; null when none was chosen yet.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    public string? TrashEntry(DatasetMove move) =>
        move.WorkFolder is { } work && Text(Path.Join(work, MoveWork.TrashEntry)) is { Length: > 0 } entry ? entry : null;

    /// <summary>Whether a run of ours was ended after it had taken the dataset's folder to the trash: what lies there is what the journal says.</summary>
    /// <param name="move">The move.</param>
    /// <returns>True when it was.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public bool IsInTrash(DatasetMove move) =>
        Journal(move).LastOrDefault(line => line.Step is "trashing" or "restored") is { Step: "trashing", Words: [var inode, ..] }
        && TrashEntry(move) is { } entry
        && files.Find(entry) is { Kind: EntryKind.Folder } facts
        && facts.Identity.Inode.ToString(CultureInfo.InvariantCulture) == inode;

    /// <summary>How a move's log ends.</summary>
    /// <param name="move">The move.</param>
    /// <returns>Its last lines in one, or empty.</returns>
    public string EndOfLog(DatasetMove move)
    {
        try
        {
            return move.Log is { } log && files.Find(log) is not null
                ? string.Join(" | ", Encoding.UTF8.GetString(files.ReadEnd(log, LogEnd)).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LogLines))
                : string.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"(the log cannot be read: {e.Message})";
        }
    }

    private string? Text(string path, int limit = MarkerLimit)
    {
        try
        {
            return Encoding.UTF8.GetString(files.ReadFile(path, limit));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (InvalidDataException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
