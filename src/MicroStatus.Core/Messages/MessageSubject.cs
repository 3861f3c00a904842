namespace MicroStatus.Messages;

/// <summary>What a message is about.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Path">Its folder.</param>
/// <param name="WindowsPath">Its folder as Windows machines show it.</param>
/// <param name="Instrument">The microscope, or null.</param>
/// <param name="Now">The moment: it makes the episode.</param>
public sealed record MessageSubject(string Name, string Path, string WindowsPath, string? Instrument, DateTimeOffset Now)
{
    /// <summary>The folder's inode, where it is known: another folder of an earlier one's name is announced for itself.</summary>
    public ulong? Inode { get; init; }
}
