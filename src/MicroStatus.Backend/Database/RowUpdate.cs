using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>What became of the changes of one row.</summary>
/// <param name="Written">Changes that were made, from the value that was stored.</param>
/// <param name="Refused">Changes that were not, since someone else had changed the column meanwhile.</param>
internal sealed record RowUpdate(IReadOnlyList<FieldChange> Written, IReadOnlyList<FieldChange> Refused)
{
    /// <summary>Nothing to change.</summary>
    public static RowUpdate Nothing { get; } = new([], []);
}
