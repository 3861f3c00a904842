using MicroStatus.Configuration;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Messages;

public sealed class StorageMessagesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 8, 0, 0, TimeSpan.FromHours(-4));
    private static readonly StorageMessages Messages = new(new MessageCatalogue(new MessageSettings()));
    private static readonly StorageUsage Usage = new()
    {
        Store = "FastStore",
        Root = "/CBI_FastStore",
        WindowsRoot = "Z:",
        Size = 100_000_000_000_000,
        Used = 91_000_000_000_000,
        Free = 9_000_000_000_000,
        Percent = 91,
        Level = StorageLevel.Second,
    };

    [Fact]
    public void It_says_the_store_the_percentage_what_is_free_and_what_to_do() =>
        Assert.Equal(@"FastStore is 91 % used, 9 TB free. Delete or move away what nobody needs below Z:\.", Text(Usage));

    [Fact]
    public void It_says_when_the_store_will_be_full_and_what_was_counted() =>
        Assert.Equal(
            "FastStore is 91 % used, 9 TB free. At the present rate it is full in 26 h, on 2026-09-15 at about 10:00, "
            + @"counting the 3.2 TB that running acquisitions will still write. Delete or move away what nobody needs below Z:\.",
            Text(Usage with { FullAt = Now.AddHours(26), ExpectedFromAcquisitions = 3_200_000_000_000 }));

    [Theory]
    [InlineData(0.4, "it is full within the hour.")]
    [InlineData(47, "it is full in 47 h, on 2026-09-16 at about 07:00.")]
    [InlineData(240, "it is full in 10 days, on 2026-09-24.")]
    public void The_date_is_as_exact_as_it_can_be(double hours, string said) =>
        Assert.Contains(said, Text(Usage with { FullAt = Now.AddHours(hours), ExpectedFromAcquisitions = 0 }), StringComparison.Ordinal);

    [Fact]
    public void Acquisitions_that_do_not_fit_are_said_although_their_end_is_unknown() =>
        Assert.Contains(
            "It cannot hold the 10 TB that running acquisitions will still write.",
            Text(Usage with { ExpectedFromAcquisitions = 10_000_000_000_000 }),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(StorageLevel.First, MessageKind.StorageFirst, MessageSeverity.Warning)]
    [InlineData(StorageLevel.Second, MessageKind.StorageSecond, MessageSeverity.Warning)]
    [InlineData(StorageLevel.Critical, MessageKind.StorageCritical, MessageSeverity.Critical)]
    public void Each_level_is_a_kind_of_its_own_and_each_rise_an_episode(StorageLevel level, string kind, MessageSeverity severity)
    {
        var message = Messages.Warning(Usage with { Level = level }, Now);
        Assert.Equal((kind, severity), (message.Kind, message.Severity));
        Assert.NotEqual(message.DeduplicationKey, Messages.Warning(Usage with { Level = level }, Now.AddTicks(1)).DeduplicationKey);
        Assert.NotEqual(message.DeduplicationKey, Messages.Warning(Usage with { Level = level, Store = "Hive" }, Now).DeduplicationKey);
    }

    [Fact]
    public void Critical_is_said_so() =>
        Assert.StartsWith("FastStore is critically full: 91 % used", Text(Usage with { Level = StorageLevel.Critical }), StringComparison.Ordinal);

    private static string Text(StorageUsage usage) => Messages.Warning(usage, Now).Text;
}
