namespace MicroStatus.Database.Examination;

/// <summary>Examines the configured database's file, and repairs what needs no thought.</summary>
public interface IDatabaseExamination
{
    /// <summary>Examines; the file is opened for reading only.</summary>
    /// <param name="cancellationToken">Ends the examination.</param>
    /// <returns>What the file tells.</returns>
    /// <exception cref="StatusException">As for <see cref="IDatabaseFiles.Open"/>, but for <c>DatabaseNeedsUpdate</c> and <c>DatabaseCorrupt</c>,
    /// which are findings.</exception>
    FileExamination Examine(CancellationToken cancellationToken);

    /// <summary>Does a repair in one transaction. One that is not needed any more changes nothing.</summary>
    /// <param name="repair">The repair.</param>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <returns>False when it did not put things right.</returns>
    /// <exception cref="StatusException">As for <see cref="IDatabaseFiles.Open"/>.</exception>
    bool Repair(FileRepair repair, CancellationToken cancellationToken);

    /// <summary>Backs up a database whose indexes alone are damaged: the copy's indexes are built anew, and it must be sound then.</summary>
    /// <param name="destination">The file to make.</param>
    /// <param name="cancellationToken">Stops; no half file is left.</param>
    /// <returns>The file.</returns>
    /// <exception cref="StatusException"><c>BackupExists</c>, <c>BackupFailed</c>, <c>BackupVerificationFailed</c>: more than indexes is damaged.</exception>
    string BackUpWithNewIndexes(string destination, CancellationToken cancellationToken);
}
