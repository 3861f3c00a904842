namespace MicroStatus.Processing.Rscm;

/// <summary>A file of CBPy's folders.</summary>
/// <param name="File">Its path.</param>
/// <param name="Outputs">The folders that it says are written; null when it cannot be read: empty, being written, too large or no XML.</param>
internal sealed record ActiveWork(string File, IReadOnlyList<string>? Outputs)
{
    /// <summary>Whether it says that something below a folder is written.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>True when it does.</returns>
    public bool IsIn(string folder) => Outputs?.Any(output => output == folder || output.StartsWith(folder + "/", StringComparison.Ordinal)) == true;
}
