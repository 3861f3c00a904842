using MicroStatus.Datasets;

namespace MicroStatus.Acquisition;

/// <summary>What was decided about a dataset's imaging.</summary>
/// <param name="Status">The status that the files prove.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="Reasons">Why a person is needed; empty unless <paramref name="Status"/> says so.</param>
/// <param name="HasProgress">More is there than at the last look.</param>
/// <param name="LastProgress">The check that last saw progress.</param>
/// <param name="NeedsFullListing">The decision stands only once a full listing agrees: look again in full, and decide again.</param>
/// <param name="Moment">When what was decided came true, as the files tell: what lies before a take-over is no news.</param>
/// <param name="Lost">Units that were there at the last look of a finished dataset and are gone.</param>
public sealed record ImagingDecision(
    ImagingStatus Status,
    string Why,
    IReadOnlyList<AttentionReason> Reasons,
    bool HasProgress,
    DateTimeOffset LastProgress,
    bool NeedsFullListing,
    DateTimeOffset Moment,
    int Lost);
