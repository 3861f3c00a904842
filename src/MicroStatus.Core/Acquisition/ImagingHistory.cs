using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Acquisition;

/// <summary>What a decision about imaging needs to know of the time before: the row, and the last look.</summary>
public sealed record ImagingHistory
{
    /// <summary>The row's imaging status; null for a dataset that is not recorded yet.</summary>
    public ImagingStatus? Status { get; init; }

    /// <summary>Kinds of the reasons for attention that are open.</summary>
    public IReadOnlySet<string> OpenKinds { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Units present at the last look, or as the row says; null when unknown.</summary>
    public int? Units { get; init; }

    /// <summary>Bytes of what was growing at the last look.</summary>
    public long GrowingBytes { get; init; }

    /// <summary>The check that last saw progress; null when there was none.</summary>
    public DateTimeOffset? LastProgress { get; init; }

    /// <summary>The check that last saw any difference; null when there was none.</summary>
    public DateTimeOffset? LastChange { get; init; }

    /// <summary>What is known of a dataset before a look.</summary>
    /// <param name="row">Its row; null for one that is not recorded yet.</param>
    /// <param name="record">What was remembered of its folder, or null.</param>
    /// <param name="open">Its open reasons for attention.</param>
    /// <returns>The history.</returns>
    public static ImagingHistory Of(Dataset? row, ObservationRecord? record, IEnumerable<AttentionRecord> open) => new()
    {
        Status = row?.ImagingStatus,
        OpenKinds = open.Select(attention => attention.Reason.Kind).ToHashSet(StringComparer.Ordinal),
        Units = record is { Memory.Length: > 0 } ? record.Units : row?.ImagingStatus == ImagingStatus.Finished ? null : row?.UnitsFinished,
        GrowingBytes = record?.GrowingBytes ?? 0,
        LastProgress = record?.LastProgress ?? row?.ImagingNoProgressTime,
        LastChange = record?.LastChange,
    };
}
