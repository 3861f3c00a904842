namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>A dataset on FastStore whose imaging is finished and whose montage is not settled.</summary>
/// <param name="Id">The dataset's id.</param>
/// <param name="Finished">When its last image was taken, as its row says, else when a check last saw progress; null when neither is known, and no montage is due.</param>
/// <param name="Record">What is remembered of its montage, or null.</param>
public sealed record MontageCandidate(long Id, DateTimeOffset? Finished, MontageRecord? Record);
