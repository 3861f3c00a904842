namespace MicroStatus.Trash;

/// <summary>A path below a root: between the two, no link is ever followed.</summary>
/// <param name="Root">An absolute folder; links on the way to it are followed.</param>
/// <param name="Path">An absolute path below the root.</param>
public readonly record struct RootedPath(string Root, string Path);
