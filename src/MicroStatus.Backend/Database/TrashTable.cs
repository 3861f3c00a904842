using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Database;

/// <summary>Files that were taken elsewhere and files that were hashed, in the tables <c>file_relocation</c> and <c>hashed_file</c>.</summary>
/// <param name="connection">The database.</param>
/// <param name="write">Writes under a lease, in one transaction.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
internal sealed class TrashTable(LabConnection connection, Action<ILeaseHold?, Action> write, LabTime labTime) : ITrashMemory
{
    /// <inheritdoc/>
    public IReadOnlyList<FileRelocation> FindRelocations(long id) => connection.Read(() => connection.Query(
        """
        SELECT dataset_id, old_path, new_path, kind, inode, size, modified, changed_before, changed_after, moved, why FROM file_relocation
        WHERE dataset_id = @id ORDER BY relocation_id
        """,
        labTime,
        ReadRelocation,
        ("@id", id)));

    /// <inheritdoc/>
    public HashedFile? FindHash(string path) => connection.Read(() => connection.Query(
        "SELECT inode, size, modified, changed, hash FROM hashed_file WHERE path = @path",
        labTime,
        row => new HashedFile(
            path, new FileStamp(EntryKind.File, row.Long(1), row.Long(2), row.Long(3), unchecked((ulong)row.Long(0))), row.Text(4, "hash") ?? string.Empty),
        ("@path", path)).FirstOrDefault());

    /// <inheritdoc/>
    public void WriteHashes(IReadOnlyList<HashedFile> files, ILeaseHold lease) => write(lease, () =>
    {
        foreach (var file in files)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO hashed_file (path, inode, size, modified, changed, hash) VALUES (@path, @inode, @size, @modified, @changed, @hash)",
                ("@path", file.Path),
                ("@inode", unchecked((long)file.Stamp.Inode)),
                ("@size", file.Stamp.Size),
                ("@modified", file.Stamp.Modified),
                ("@changed", file.Stamp.Changed),
                ("@hash", file.Hash));
        }
    });

    /// <inheritdoc/>
    public void ForgetHashes(string folder, ILeaseHold lease) => write(
        // '0' follows '/': what lies between the two is below the folder.
        lease, () => connection.Execute("DELETE FROM hashed_file WHERE path >= @folder || '/' AND path < @folder || '0'", ("@folder", folder)));

    /// <summary>Notes that a file was taken elsewhere; belongs into a transaction.</summary>
    /// <param name="relocation">The record.</param>
    public void Write(FileRelocation relocation) => connection.Execute(
        """
        INSERT INTO file_relocation (dataset_id, old_path, new_path, kind, inode, size, modified, changed_before, changed_after, moved, why)
        VALUES (@id, @old, @new, @kind, @inode, @size, @modified, @before, @after, @moved, @why)
        """,
        ("@id", relocation.Id),
        ("@old", relocation.OldPath),
        ("@new", relocation.NewPath),
        ("@kind", relocation.After.Kind.ToString()),
        ("@inode", unchecked((long)relocation.After.Inode)),
        ("@size", relocation.After.Size),
        ("@modified", relocation.After.Modified),
        ("@before", relocation.Before.Changed),
        ("@after", relocation.After.Changed),
        ("@moved", StoredTime.Write(relocation.Time)),
        ("@why", relocation.Why));

    private static FileRelocation ReadRelocation(StoredRow row)
    {
        var kind = Enum.TryParse<EntryKind>(row.Text(3, "kind"), out var known) ? known : EntryKind.Other;
        var after = new FileStamp(kind, row.Long(5), row.Long(6), row.Long(8), unchecked((ulong)row.Long(4)));
        return new FileRelocation
        {
            Id = row.Long(0),
            OldPath = row.Text(1, "old_path") ?? string.Empty,
            NewPath = row.Text(2, "new_path") ?? string.Empty,
            Before = after with { Changed = row.Long(7) },
            After = after,
            Time = row.OwnTimeAtLab(9) ?? default,
            Why = row.Text(10, "why") ?? string.Empty,
        };
    }
}
