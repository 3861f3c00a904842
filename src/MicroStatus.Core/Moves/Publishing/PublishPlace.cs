namespace MicroStatus.Moves.Publishing;

/// <summary>Where a dataset's Imaris file is published (lab.md §8).</summary>
/// <param name="PiFolder">The PI's public folder: only one that exists is used, and it is never made.</param>
/// <param name="Folder">The dataset's folder in it, which is made.</param>
public sealed record PublishPlace(string PiFolder, string Folder);
