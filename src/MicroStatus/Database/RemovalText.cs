using System.Globalization;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>The removal of a dataset in a person's words: what goes, what stays, and why not.</summary>
internal static class RemovalText
{
    /// <summary>The dataset.</summary>
    /// <param name="removal">The dataset.</param>
    /// <returns>For example <c>#12 demo_1 (/CBI_FastStore/…)</c>.</returns>
    public static string Target(DatasetRemoval removal) =>
        string.Create(CultureInfo.InvariantCulture, $"#{removal.Id} {DisplayText.Of(removal.Name)} ({DisplayText.Of(removal.Path)})");

    /// <summary>What is done, with what goes and stays.</summary>
    /// <param name="removal">The dataset.</param>
    /// <param name="plan">All datasets that are asked for.</param>
    /// <returns>A phrase.</returns>
    public static string Action(DatasetRemoval removal, IReadOnlyList<DatasetRemoval> plan)
    {
        var parts = new List<string> { "Remove the dataset from the database" };
        var keepers = removal.SharedWith.Except(plan.Select(other => other.Id)).ToList();
        if (Memory(removal) is { Length: > 0 } memory)
        {
            parts.Add(keepers.Count > 0
                ? $"kept for {Ids(keepers)} with the same folder: {memory}"
                : removal.SharedWith.Count > 0
                    ? $"removed with the last one of this and {Ids(removal.SharedWith)} with the same folder: {memory}"
                    : $"removed with it: {memory}");
        }

        if (removal.WaitingMessages > 0)
        {
            parts.Add($"still delivered: {Number(removal.WaitingMessages, "waiting message")}");
        }

        return string.Join("; ", parts);
    }

    /// <summary><c>DatasetMoving</c>: a move must be able to record how it ended.</summary>
    /// <param name="removal">The dataset.</param>
    /// <returns>The error.</returns>
    public static StatusException Moving(DatasetRemoval removal) => new(
        "DatasetMoving",
        StatusErrorCategory.InvalidOperation,
        $"{Target(removal)} is being moved to Hive and was not removed: how its move ends could not be recorded.",
        "Wait until it has arrived, or use -Force.",
        removal.Id);

    /// <summary><c>DatasetChangedMeanwhile</c>: the row is not the one that a person agreed to remove.</summary>
    /// <param name="removal">The dataset.</param>
    /// <returns>The error.</returns>
    public static StatusException ChangedMeanwhile(DatasetRemoval removal) => new(
        "DatasetChangedMeanwhile",
        StatusErrorCategory.InvalidOperation,
        $"{Target(removal)} was not removed: since it was asked for, it has got another folder, has begun to move, or was removed by someone else.",
        "Look at the dataset again, and repeat the removal if it is still wanted.",
        removal.Id);

    private static string Memory(DatasetRemoval removal)
    {
        var parts = new List<string>();
        if (removal.IsObserved)
        {
            parts.Add("1 observation");
        }

        if (removal.OpenAttention > 0)
        {
            parts.Add(Number(removal.OpenAttention, "open reason") + " for attention");
        }

        return string.Join(" and ", parts);
    }

    private static string Number(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? string.Empty : "s")}");

    private static string Ids(IEnumerable<long> ids) => string.Join(", ", ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"#{id}")));
}
