namespace MicroStatus.Datasets;

/// <summary>What a person wants of a dataset's row; what is null stays as it is.</summary>
public sealed record DatasetEdit
{
    /// <summary>The name; the folder keeps its own.</summary>
    public string? Name { get; init; }

    /// <summary>The PI's name; empty: the dataset has none.</summary>
    public string? Pi { get; init; }

    /// <summary>The CL number.</summary>
    public string? ClNumber { get; init; }

    /// <summary>Where imaging stands.</summary>
    public ImagingStatus? ImagingStatus { get; init; }

    /// <summary>Where processing stands.</summary>
    public ProcessingStatus? ProcessingStatus { get; init; }

    /// <summary>No stage is started and nothing moves while set.</summary>
    public bool? Paused { get; init; }

    /// <summary>Denoised composites are kept after the Imaris build.</summary>
    public bool? KeepComposites { get; init; }

    /// <summary>The 405 channel goes to the trash when imaging has finished.</summary>
    public bool? Delete405 { get; init; }

    /// <summary>Published.</summary>
    public bool? Public { get; init; }

    /// <summary>Being moved to Hive.</summary>
    public bool? Moving { get; init; }

    /// <summary>Moved to Hive.</summary>
    public bool? Moved { get; init; }

    /// <summary>The folder on Hive; empty: the dataset has none.</summary>
    public string? PathOnHive { get; init; }

    /// <summary>Nothing is wanted.</summary>
    public bool IsEmpty => this == new DatasetEdit();

    /// <summary>The columns that must change: those that say something else now, or hold something that cannot be interpreted.</summary>
    /// <param name="row">The row as read.</param>
    /// <param name="time">How the lab writes times.</param>
    /// <returns>The changes, guarded by what the row says; empty when everything is so already.</returns>
    public IReadOnlyList<FieldChange> ChangesOf(Dataset row, LabTime time)
    {
        var stored = DatasetFields.Of(row, time);
        var changes = new List<FieldChange>();
        void Want(DatasetField field, object? to)
        {
            var from = OrNull(stored[field]);
            if (!Equals(from, to) || (to is not null && DatasetFields.IsDamaged(row, field)))
            {
                changes.Add(new FieldChange(field, from, to));
            }
        }

        void WantText(DatasetField field, string? to)
        {
            if (to is not null)
            {
                Want(field, OrNull(to));
            }
        }

        void WantFlag(DatasetField field, bool? to)
        {
            if (to is { } flag)
            {
                Want(field, flag ? 1L : 0L);
            }
        }

        WantText(DatasetField.Name, Name);
        WantText(DatasetField.Pi, Pi);
        WantText(DatasetField.ClNumber, ClNumber);
        WantText(DatasetField.ImagingStatus, ImagingStatus is { } imaging ? StatusText.Of(imaging) : null);
        WantText(DatasetField.ProcessingStatus, ProcessingStatus is { } processing ? StatusText.Of(processing) : null);
        WantText(DatasetField.PathOnHive, PathOnHive);
        WantFlag(DatasetField.Moved, Moved);
        WantFlag(DatasetField.Moving, Moving);
        WantFlag(DatasetField.Paused, Paused);
        WantFlag(DatasetField.KeepComposites, KeepComposites);
        WantFlag(DatasetField.Delete405, Delete405);
        WantFlag(DatasetField.Public, Public);
        return changes;
    }

    /// <summary>The dataset as it will be.</summary>
    /// <param name="row">The row as read.</param>
    /// <returns>The row with what is wanted in place.</returns>
    public Dataset After(Dataset row) => row with
    {
        Name = Name ?? row.Name,
        Pi = Pi is null ? row.Pi : (string?)OrNull(Pi),
        ClNumber = ClNumber ?? row.ClNumber,
        ImagingStatus = ImagingStatus ?? row.ImagingStatus,
        ImagingStatusText = ImagingStatus is { } imaging ? StatusText.Of(imaging) : row.ImagingStatusText,
        ProcessingStatus = ProcessingStatus ?? row.ProcessingStatus,
        ProcessingStatusText = ProcessingStatus is { } processing ? StatusText.Of(processing) : row.ProcessingStatusText,
        Paused = Paused ?? row.Paused,
        KeepComposites = KeepComposites ?? row.KeepComposites,
        Delete405 = Delete405 ?? row.Delete405,
        Public = Public ?? row.Public,
        Moving = Moving ?? row.Moving,
        Moved = Moved ?? row.Moved,
        PathOnHive = PathOnHive is null ? row.PathOnHive : (string?)OrNull(PathOnHive),
    };

    // Empty texts stand for NULL (lab.md §6).
    private static object? OrNull(object? value) => value is string { Length: 0 } ? null : value;
}
