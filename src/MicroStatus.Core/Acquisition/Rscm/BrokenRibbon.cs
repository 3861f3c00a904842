namespace MicroStatus.Acquisition.Rscm;

/// <summary>A ribbon whose TIFF is broken: stays open until the file has changed and passed (lab.md §3).</summary>
/// <param name="File">Its name.</param>
/// <param name="Fault">What is wrong, in a phrase.</param>
/// <param name="Length">Its length when it was judged.</param>
/// <param name="ModifiedTicks">Its modification time when it was judged, UTC ticks.</param>
internal sealed record BrokenRibbon(string File, string Fault, long Length, long ModifiedTicks);
