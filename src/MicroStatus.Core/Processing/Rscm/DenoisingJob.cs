using System.Globalization;

namespace MicroStatus.Processing.Rscm;

/// <summary>A denoising job of a dataset (lab.md §3).</summary>
/// <param name="Number">Its number.</param>
/// <param name="Folder">The name of its folder below the composites; null while there is none.</param>
/// <param name="IsOnFastStore">The folder is on FastStore.</param>
/// <param name="IsOnHive">The folder is on Hive.</param>
internal sealed record DenoisingJob(long Number, string? Folder, bool IsOnFastStore, bool IsOnHive)
{
    /// <summary>The number as the row holds it.</summary>
    public string Text => Number.ToString(CultureInfo.InvariantCulture);
}
