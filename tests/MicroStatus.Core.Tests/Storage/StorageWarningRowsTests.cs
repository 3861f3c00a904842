using CsCheck;
using MicroStatus.Configuration;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Storage;

public sealed class StorageWarningRowsTests
{
    private static readonly StorageWarningSettings Settings = new();
    private static readonly LabStore Hive = LabStore.All(new StorageSettings())[1];
    private static readonly string[] Types = ["space_hive_thr0", "space_hive_thr1", "low_space_hive", "low_space_faststore", "daily_summary"];

    [Fact]
    public void The_present_level_alone_is_active_and_announced() =>
        Assert.Equal(
            [new("space_hive_thr0", false, false), new("space_hive_thr1", true, true)],
            StorageWarningRows.Due(Hive, StorageLevel.Second, [new("space_hive_thr0", true, true), new("daily_summary", true, false)], Settings));

    [Fact]
    public void A_level_that_was_never_reached_needs_no_row() => Assert.Empty(StorageWarningRows.Due(Hive, StorageLevel.None, [], Settings));

    [Fact]
    public void A_row_that_is_there_twice_is_put_right_as_a_whole() =>
        Assert.Equal(
            [new("low_space_hive", true, true)],
            StorageWarningRows.Due(Hive, StorageLevel.Critical, [new("low_space_hive", true, true), new("low_space_hive", false, false)], Settings));

    [Fact]
    public void Whatever_was_there_exactly_one_level_is_active_afterwards_and_rows_of_others_stay() =>
        Gen.Select(
            Gen.Enum<StorageLevel>(),
            Gen.Select(Gen.Int[0, Types.Length - 1].Select(i => Types[i]), Gen.Bool, Gen.Bool).Select((type, active, sent) => new StorageWarningRow(type, active, sent)).Array[0, 8])
        .Sample((level, present) =>
        {
            var due = StorageWarningRows.Due(Hive, level, present, Settings);
            List<StorageWarningRow> after =
            [
                .. present.Select(row => due.FirstOrDefault(other => other.Type == row.Type) ?? row),
                .. due.Where(row => present.All(other => other.Type != row.Type)),
            ];
            var active = after.Where(row => row.IsActive && Types[..3].Contains(row.Type)).Select(row => row.Type).Distinct().ToList();
            return active.SequenceEqual(level == StorageLevel.None ? [] : [Types[(int)level - 1]])
                && due.All(row => row.IsActive == row.IsSent && Types[..3].Contains(row.Type))
                && StorageWarningRows.Due(Hive, level, after, Settings).Count == 0;
        });
}
