using MicroStatus.Messages.Catalogue;

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

    /// <summary>The dataset's id, where it has one: messages of processing, moves and usage go by it.</summary>
    public long? Id { get; init; }

    /// <summary>The key of a message about the dataset's row.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="episode">What tells it from others of its kind.</param>
    /// <returns>The key.</returns>
    /// <exception cref="InvalidOperationException"><see cref="Id"/> is not given.</exception>
    internal string RowKey(string kind, string episode) =>
        MessageKey.Of(Id ?? throw new InvalidOperationException($"{kind} is about a dataset that has a row."), kind, episode);
}
