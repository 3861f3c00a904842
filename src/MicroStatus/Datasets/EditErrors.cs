using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Errors of datasets that a person wants changed.</summary>
internal static class EditErrors
{
    /// <summary><c>DatasetTransitionRefused</c>: the rules speak against it.</summary>
    /// <param name="dataset">The dataset, for a person.</param>
    /// <param name="objections">All reasons.</param>
    /// <returns>The error.</returns>
    public static StatusException Refused(string dataset, IReadOnlyList<string> objections) => new(
        "DatasetTransitionRefused",
        StatusErrorCategory.InvalidOperation,
        $"{dataset} was not changed. {DisplayText.Of(string.Join(" ", objections))}",
        "Change what the reasons name with it, or use -Force when you know better.");

    /// <summary><c>DatasetChangedMeanwhile</c>: someone else was quicker.</summary>
    /// <param name="dataset">The dataset, for a person.</param>
    /// <param name="refused">The columns left alone.</param>
    /// <returns>The error.</returns>
    public static StatusException ChangedMeanwhile(string dataset, IReadOnlyList<FieldChange> refused) => new(
        "DatasetChangedMeanwhile",
        StatusErrorCategory.InvalidOperation,
        $"{dataset}: {string.Join(", ", refused.Select(change => DatasetFields.ColumnOf(change.Field)))} has been changed by someone else since it was read, and was left alone.",
        "Look at the dataset again, and repeat the change if it is still wanted.");
}
