using System.Globalization;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;

namespace MicroStatus.Messages;

/// <summary>What is said about the stores (lab.md §1, §7, §10).</summary>
/// <param name="catalogue">The texts.</param>
public sealed class StorageMessages(MessageCatalogue catalogue)
{
    /// <summary>A store has come to a higher level.</summary>
    /// <param name="usage">The store, measured and foreseen; its times are those of the lab.</param>
    /// <param name="now">The moment: it makes the episode.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Warning(StorageUsage usage, DateTimeOffset now)
    {
        var kind = usage.Level switch
        {
            StorageLevel.First => MessageKind.StorageFirst,
            StorageLevel.Second => MessageKind.StorageSecond,
            StorageLevel.Critical => MessageKind.StorageCritical,
            _ => throw new ArgumentException("There is nothing to warn of.", nameof(usage)),
        };
        return catalogue.Compose(
            kind,
            MessageKey.Of(usage.Store, kind, MessageKey.At(now)),
            (MessageTable.Store, MessageValue.Plain(usage.Store)),
            (MessageTable.Percent, MessageValue.Plain(SpaceOf(usage).Percent.ToString(CultureInfo.InvariantCulture))),
            (MessageTable.Free, MessageValue.Plain(ByteText.Of(SpaceOf(usage).Free))),
            (MessageTable.Forecast, MessageValue.Plain(Forecast(usage, now))),
            (MessageTable.Folder, MessageValue.Code(usage.WindowsRoot + "\\")));
    }

    /// <summary>A store is not there.</summary>
    /// <param name="store">Its name.</param>
    /// <param name="root">Where it should be mounted.</param>
    /// <param name="reason">What was seen.</param>
    /// <param name="since">When it was first seen so.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Absent(string store, string root, string reason, DateTimeOffset since) => catalogue.Compose(
        MessageKind.StoreAbsent,
        MessageKey.Of(store, MessageKind.StoreAbsent, MessageKey.At(since)),
        (MessageTable.Store, MessageValue.Plain(store)),
        (MessageTable.Reason, MessageValue.Sentence(reason, root)));

    /// <summary>An emergency has emptied a store's trash, as far as proof allowed (lab.md §7, §9).</summary>
    /// <param name="store">Its name.</param>
    /// <param name="freed">Bytes freed.</param>
    /// <param name="rest">What had to stay and why, in a sentence, or empty.</param>
    /// <param name="since">When the store became critically full: it makes the episode.</param>
    /// <returns>The message.</returns>
    public OutboxMessage TrashEmptied(string store, long freed, MessageValue rest, DateTimeOffset since) => catalogue.Compose(
        MessageKind.TrashEmptied,
        MessageKey.Of(store, MessageKind.TrashEmptied, MessageKey.At(since)),
        (MessageTable.Store, MessageValue.Plain(store)),
        (MessageTable.Free, MessageValue.Plain(ByteText.Of(freed))),
        (MessageTable.Reason, rest));

    /// <summary>How full a store is, in a sentence.</summary>
    /// <param name="store">The store's name.</param>
    /// <param name="space">What was measured.</param>
    /// <param name="level">The level that follows from it.</param>
    /// <returns>The sentence.</returns>
    public static string HowFull(string store, VolumeSpace space, StorageLevel level) => string.Create(
        CultureInfo.InvariantCulture,
        $"{store} is {(level == StorageLevel.Critical ? "critically full: " : string.Empty)}{space.Percent} % used, {ByteText.Of(space.Free)} free.");

    private static VolumeSpace SpaceOf(StorageUsage usage) => new(usage.Size ?? 0, usage.Used ?? 0, usage.Free ?? 0);

    private static string Forecast(StorageUsage usage, DateTimeOffset now)
    {
        var expected = usage.ExpectedFromAcquisitions is > 0 and var bytes ? $"the {ByteText.Of(bytes)} that running acquisitions will still write" : null;
        if (usage.FullAt is { } full)
        {
            var counting = expected is null ? string.Empty : $", counting {expected}";
            return $"At the present rate it is full {At(full, full - now)}{counting}.";
        }

        return usage.ExpectedFromAcquisitions > usage.Free ? $"It cannot hold {expected}." : string.Empty;
    }

    private static string At(DateTimeOffset moment, TimeSpan span) => span.TotalHours < 1
        ? "within the hour"
        : span.TotalHours < 48
            ? string.Create(CultureInfo.InvariantCulture, $"in {span.TotalHours:0} h, on {moment:yyyy-MM-dd} at about {moment:HH:mm}")
            : string.Create(CultureInfo.InvariantCulture, $"in {span.TotalDays:0} days, on {moment:yyyy-MM-dd}");
}
