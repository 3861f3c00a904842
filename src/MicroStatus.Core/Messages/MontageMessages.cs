using System.Globalization;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Messages;

/// <summary>What is said about the montage of a dataset whose imaging has finished (lab.md §4).</summary>
/// <param name="catalogue">The texts.</param>
public sealed class MontageMessages(MessageCatalogue catalogue)
{
    private const int MostMissing = 8;

    /// <summary>A montage is made.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="begun">When it was begun: it makes the episode.</param>
    /// <param name="made">What was made, one or more.</param>
    /// <param name="picture">The picture that is shown with the message, relative to the dataset's folder.</param>
    /// <returns>The message, without the picture itself.</returns>
    public OutboxMessage Made(MessageSubject subject, DateTimeOffset begun, IReadOnlyList<TileMontage> made, string picture)
    {
        var channels = ChannelsOf(made);
        return Message(
            subject,
            MessageKind.MontageMade,
            begun,
            (MessageTable.Channels, MessageValue.Plain($"{(channels.Count == 1 ? "channel" : "channels")} {Listed(channels)}")),
            (MessageTable.Grid, MessageValue.Plain(GridOf(made[0]))),
            (MessageTable.Missing, MissingOf(made)),
            (MessageTable.File, MessageValue.Code(picture.Replace('/', '\\'))));
    }

    /// <summary>A montage could not be made, and is not tried again by itself.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="begun">When it was last begun: it makes the episode.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Failed(MessageSubject subject, DateTimeOffset begun, string reason) =>
        Message(subject, MessageKind.MontageFailed, begun, (MessageTable.Reason, MessageValue.Sentence(reason)));

    /// <summary>What stands above the picture.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="made">What was made.</param>
    /// <returns>The title.</returns>
    public static string TitleOf(string name, IReadOnlyList<TileMontage> made) => $"Montage of {name}: {Listed(ChannelsOf(made))}";

    private static List<string> ChannelsOf(IReadOnlyList<TileMontage> made)
    {
        var channels = Grey(made);
        var hasSides = channels.Select(montage => (montage.Shutter, montage.Rotation)).Distinct().Count() > 1;
        return channels.ConvertAll(montage => NameOf(montage, hasSides));
    }

    private static List<TileMontage> Grey(IReadOnlyList<TileMontage> made) =>
        made.Any(montage => montage.Channel != TileMontage.ColorChannel) ? [.. made.Where(montage => montage.Channel != TileMontage.ColorChannel)] : [.. made];

    private static string NameOf(TileMontage montage, bool withSide)
    {
        var name = montage.Channel ?? "unknown";
        return withSide ? string.Create(CultureInfo.InvariantCulture, $"{name} (Sh{montage.Shutter}, Rot{montage.Rotation})") : name;
    }

    private static string Listed(List<string> names) =>
        names.Count > 1 ? string.Join(", ", names[..^1]) + " and " + names[^1] : string.Concat(names);

    private static string GridOf(TileMontage montage) => string.Create(
        CultureInfo.InvariantCulture,
        $"{montage.Rows} {(montage.Rows == 1 ? "row" : "rows")} × {montage.Columns} {(montage.Columns == 1 ? "column" : "columns")}");

    private static MessageValue MissingOf(IReadOnlyList<TileMontage> made)
    {
        var grey = Grey(made);
        var hasSides = grey.Select(montage => (montage.Shutter, montage.Rotation)).Distinct().Count() > 1;
        var missing = grey.SelectMany(montage => montage.Missing.Select(place => $"{NameOf(montage, hasSides)} {place}")).ToList();
        if (missing.Count == 0)
        {
            return MessageValue.Empty;
        }

        var rest = missing.Count > MostMissing ? string.Create(CultureInfo.InvariantCulture, $"; and {missing.Count - MostMissing} more") : string.Empty;
        return MessageValue.Sentence($"Black places: {string.Join("; ", missing.Take(MostMissing))}{rest}");
    }

    private OutboxMessage Message(MessageSubject subject, string kind, DateTimeOffset begun, params IReadOnlyList<(string, MessageValue)> values) =>
        catalogue.Compose(kind, subject.RowKey(kind, MessageKey.At(begun)), subject, values);
}
