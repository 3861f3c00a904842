using System.Globalization;

namespace MicroStatus.Messages.Catalogue;

/// <summary>Makes keys of messages: what it is about, the kind, the episode.</summary>
/// <remarks>Kind and episode never hold the separator, so that no two messages that differ in a part share a key, whatever a folder is called.</remarks>
public static class MessageKey
{
    private const char Separator = '|';

    /// <summary>The episode of what happens once.</summary>
    public const string Once = "once";

    /// <summary>A message about a folder or a store.</summary>
    /// <param name="about">An absolute path, or a store's name.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="episode">What tells it from others of its kind.</param>
    /// <returns>The key.</returns>
    public static string Of(string about, string kind, string episode) => string.Join(Separator, about, kind, Escape(episode));

    /// <summary>A message about a dataset's row: it stays the same when the folder is renamed or moved.</summary>
    /// <param name="id">The dataset's id.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="episode">What tells it from others of its kind.</param>
    /// <returns>The key.</returns>
    public static string Of(long id, string kind, string episode) => Of("#" + id.ToString(CultureInfo.InvariantCulture), kind, episode);

    /// <summary>A moment as an episode.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns>The episode: the same in every time zone.</returns>
    public static string At(DateTimeOffset moment) => moment.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string episode) =>
        episode.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}
