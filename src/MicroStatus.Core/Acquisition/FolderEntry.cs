namespace MicroStatus.Acquisition;

/// <summary>One entry of a folder, as reading the folder tells it; costs no stat.</summary>
/// <param name="Name">The name, without a path.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct FolderEntry(string Name, EntryKind Kind);
