namespace MicroStatus.Trash;

/// <summary>Whether what an entry was kept for is proven to be elsewhere.</summary>
/// <param name="IsProven">The entry may go.</param>
/// <param name="Reason">Why it stays, or what is left to hash, in a sentence; null when proven.</param>
/// <param name="IsUnfinished">Files are left to hash: nothing speaks against the entry so far.</param>
public sealed record ProofVerdict(bool IsProven, string? Reason, bool IsUnfinished)
{
    /// <summary>The entry may go.</summary>
    public static ProofVerdict Proven { get; } = new(IsProven: true, Reason: null, IsUnfinished: false);

    /// <summary>The entry stays.</summary>
    /// <param name="reason">Why, in a sentence.</param>
    /// <returns>The verdict.</returns>
    public static ProofVerdict Kept(string reason) => new(IsProven: false, reason, IsUnfinished: false);

    /// <summary>Files are left to hash.</summary>
    /// <param name="files">How many.</param>
    /// <param name="bytes">Their size.</param>
    /// <returns>The verdict.</returns>
    public static ProofVerdict Unfinished(long files, long bytes) => new(
        IsProven: false,
        FormattableString.Invariant($"{files} files of its copy ({Storage.ByteText.Of(bytes)}) have to be read and compared first."),
        IsUnfinished: true);
}
