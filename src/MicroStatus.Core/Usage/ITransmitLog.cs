namespace MicroStatus.Usage;

/// <summary>The log of what was transmitted to the scheduler, which other programs and people read (lab.md §11).</summary>
public interface ITransmitLog
{
    /// <summary>Adds whole lines at the end of a file, in one write, so that they are never mixed with another program's. The file's folder and the one above
    /// it are made, group-writable, but none above them: that may be a store that is not mounted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lines">The lines, each with its line break.</param>
    /// <exception cref="UnauthorizedAccessException">A folder or the file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    void Append(string path, string lines);
}
