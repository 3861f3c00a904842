namespace MicroStatus.Messages;

/// <summary>What a message is about.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Path">Its folder.</param>
/// <param name="WindowsPath">Its folder as Windows machines show it.</param>
/// <param name="Instrument">The microscope, or null.</param>
/// <param name="Now">The moment: it makes the episode.</param>
public sealed record MessageSubject(string Name, string Path, string WindowsPath, string? Instrument, DateTimeOffset Now);
