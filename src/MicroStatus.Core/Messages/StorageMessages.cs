using System.Globalization;
using MicroStatus.Storage;

namespace MicroStatus.Messages;

/// <summary>What is said about the space on the stores (lab.md §7, §10).</summary>
public static class StorageMessages
{
    /// <summary>A store has come to a higher level.</summary>
    /// <param name="usage">The store, measured and foreseen; its times are those of the lab.</param>
    /// <param name="now">The moment: it makes the episode.</param>
    /// <returns>The message.</returns>
    public static OutboxMessage Warning(StorageUsage usage, DateTimeOffset now)
    {
        var kind = usage.Level switch
        {
            StorageLevel.First => MessageKind.StorageFirst,
            StorageLevel.Second => MessageKind.StorageSecond,
            StorageLevel.Critical => MessageKind.StorageCritical,
            _ => throw new ArgumentException("There is nothing to warn of.", nameof(usage)),
        };
        var isCritical = usage.Level == StorageLevel.Critical;
        var full = HowFull(usage.Store, new VolumeSpace(usage.Size ?? 0, usage.Used ?? 0, usage.Free ?? 0), usage.Level);
        return new OutboxMessage(
            $"{usage.Store}|{kind}|{now.UtcTicks.ToString(CultureInfo.InvariantCulture)}",
            kind,
            isCritical ? MessageSeverity.Critical : MessageSeverity.Warning,
            string.Join(' ', new[] { full, Ahead(usage, now), WhatToDo(usage) }.Where(sentence => sentence.Length > 0)));
    }

    /// <summary>How full a store is, in a sentence.</summary>
    /// <param name="store">The store's name.</param>
    /// <param name="space">What was measured.</param>
    /// <param name="level">The level that follows from it.</param>
    /// <returns>The sentence.</returns>
    public static string HowFull(string store, VolumeSpace space, StorageLevel level) => string.Create(
        CultureInfo.InvariantCulture,
        $"{store} is {(level == StorageLevel.Critical ? "critically full: " : string.Empty)}{space.Percent} % used, {ByteText.Of(space.Free)} free.");

    private static string Ahead(StorageUsage usage, DateTimeOffset now)
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

    private static string WhatToDo(StorageUsage usage) =>
        (usage.Level == StorageLevel.Critical ? "Act now, before writing fails: delete or move away" : "Delete or move away")
        + $" what nobody needs below {usage.WindowsRoot}\\.";
}
