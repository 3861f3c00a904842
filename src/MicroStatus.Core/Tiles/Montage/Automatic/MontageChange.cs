using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Messages.Chat;
using MicroStatus.Storage;

namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>What is written of a dataset's montage: the note that it is made, its history, and the message with the picture, in one transaction. Pure.</summary>
/// <param name="settings">The stores.</param>
/// <param name="catalogue">What is said.</param>
/// <param name="now">The moment.</param>
internal sealed class MontageChange(StatusSettings settings, MessageCatalogue catalogue, DateTimeOffset now)
{
    private readonly MontageMessages _messages = new(catalogue);

    /// <summary>Where it stands, and nothing else.</summary>
    public static DatasetChangeSet Noted(Dataset row, MontageRecord record) => DatasetChangeSet.Of(row) with { Montage = record };

    /// <summary>It is made.</summary>
    public DatasetChangeSet Made(Dataset row, MontageRecord begun, IReadOnlyList<TileMontage> made)
    {
        var shown = made.FirstOrDefault(montage => montage.Channel == TileMontage.ColorChannel) ?? made[0];
        var picture = Path.GetRelativePath(row.Path!, shown.PreviewPath);
        var message = _messages.Made(SubjectOf(row), begun.Tried, made, picture) with
        {
            Picture = new ChatPicture(shown.PreviewPath, MontageMessages.TitleOf(row.Name, made)),
        };
        return Noted(row, begun with { State = MontageState.Made, NextTry = null, Made = now, Picture = picture }) with
        {
            Messages = [message],
            Events = [Event(row, shown.PreviewPath, "Imaging has finished.")],
        };
    }

    /// <summary>There is nothing to make it of.</summary>
    public DatasetChangeSet WithoutPictures(Dataset row, MontageRecord begun) =>
        Noted(row, begun with { State = MontageState.WithoutPictures, NextTry = null }) with { Events = [Event(row, "none", "There are no maximum projections.")] };

    /// <summary>It could not be made, and is not tried again.</summary>
    public DatasetChangeSet GivenUp(Dataset row, MontageRecord begun, string reason) =>
        Noted(row, begun with { State = MontageState.Failed, NextTry = null, LastError = reason }) with
        {
            Messages = [_messages.Failed(SubjectOf(row), begun.Tried, reason)],
            Events = [Event(row, "failed", reason)],
        };

    private MessageSubject SubjectOf(Dataset row) =>
        new(row.Name, row.Path ?? string.Empty, WindowsPath.Of(row.Path ?? string.Empty, settings.Storage), row.InstrumentId, now) { Id = row.Id };

    private DatasetEvent Event(Dataset row, string to, string why) => new()
    {
        Time = now,
        Id = row.Id,
        Name = row.Name,
        Path = row.Path,
        Kind = EventKind.Montage,
        To = to,
        Why = why,
    };
}
