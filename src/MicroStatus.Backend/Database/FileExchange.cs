using MicroStatus.Backend.Storage;

namespace MicroStatus.Backend.Database;

/// <summary>Puts a prepared database in the place of one that SQLite cannot use, or of none.</summary>
/// <remarks>
/// A journal or log that lies beside a database is applied to it by whoever opens it next: one of the former file would destroy the new one. So the
/// former file goes first, then what lies beside it, and only then does the new file get the name. A kill in between leaves no database rather than a
/// wrong one: before the first step, the former file with its journal; after it, a journal without a database, which SQLite deletes unread when it makes
/// a new file there; and a restore that is tried again begins with it. The other order would leave a moment in which the former file has lost its
/// journal and half a transaction would be read as if it were whole. Each step is a rename within the folder for backups' file system; what another
/// program still writes through an open file goes to the kept one.
/// </remarks>
/// <param name="path">The database.</param>
/// <param name="kept">Where the former file is kept; what lay beside it, beside this.</param>
internal sealed class FileExchange(string path, string kept)
{
    // The database first.
    private static readonly string[] Suffixes = ["", "-journal", "-wal", "-shm"];

    /// <summary>Does it; when a step fails, those before it are taken back.</summary>
    /// <param name="prepared">The new file; no connection may have it open.</param>
    /// <exception cref="StatusException"><c>RestoreFailed</c>, <c>DatabaseReadOnly</c>; the former file is in its place.</exception>
    public void Run(string prepared)
    {
        var moved = new Stack<string>();
        try
        {
            foreach (var suffix in Suffixes.Where(suffix => File.Exists(path + suffix)))
            {
                File.Move(path + suffix, kept + suffix);
                moved.Push(suffix);
            }

            SharedFile.Publish(prepared, path, overwrite: false);
        }
        catch (UnauthorizedAccessException e)
        {
            PutBack(moved);
            throw DatabaseErrors.ReadOnly(path, e);
        }
        catch (IOException e)
        {
            PutBack(moved);
            throw Failed(e);
        }
    }

    // The database last: it must not be there without its journal.
    private void PutBack(Stack<string> moved)
    {
        foreach (var suffix in moved)
        {
            try
            {
                File.Move(kept + suffix, path + suffix);
            }
            catch (IOException e)
            {
                throw Failed(e);
            }
        }
    }

    private StatusException Failed(IOException e) => new(
        "RestoreFailed",
        StatusErrorCategory.Failure,
        File.Exists(kept)
            ? $"The backup could not be put in the place of '{path}': {e.Message} What was there is kept as '{kept}'."
            : $"The backup could not be put in the place of '{path}': {e.Message} What was there is there still.",
        "Stop the programs that use the database, see that its disk has room, and try again.",
        path,
        e);
}
