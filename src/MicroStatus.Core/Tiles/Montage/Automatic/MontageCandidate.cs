namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>A dataset on FastStore whose imaging is finished and whose montage is not settled.</summary>
/// <param name="Id">The dataset's id.</param>
/// <param name="ImagingEnd">When its last image was taken, as its row says; null when it does not.</param>
/// <param name="Record">What is remembered of its montage, or null.</param>
public sealed record MontageCandidate(long Id, DateTimeOffset? ImagingEnd, MontageRecord? Record);
