namespace MicroStatus.Acquisition;

/// <summary>A folder that could not be read.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Cause">Why.</param>
public sealed record FolderFault(string Path, Exception Cause);
