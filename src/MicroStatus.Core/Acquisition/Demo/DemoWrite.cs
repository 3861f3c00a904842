namespace MicroStatus.Acquisition.Demo;

/// <summary>One file that a microscope writes, or writes on.</summary>
/// <param name="Path">The file, relative to the dataset's folder, with <c>/</c>.</param>
/// <param name="Minute">When, in minutes of the lab's time since it was made; the file's modification time.</param>
/// <param name="Content">What the file holds from then on.</param>
public sealed record DemoWrite(string Path, double Minute, DemoContent Content);
