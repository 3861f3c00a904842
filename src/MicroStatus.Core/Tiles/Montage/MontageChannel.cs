namespace MicroStatus.Tiles.Montage;

/// <summary>One channel of a montage.</summary>
/// <param name="Label">What names its files, for example <c>Ch488_Sh0_Rot0</c>.</param>
/// <param name="Channel">The channel, for example <c>488</c>; null when unknown.</param>
/// <param name="Shutter">The shutter; null where there is none.</param>
/// <param name="Rotation">The angle of the sample in degrees; null where there is none.</param>
/// <param name="Tiles">Its tiles; a place that none of them has is black.</param>
public sealed record MontageChannel(string Label, string? Channel, int? Shutter, int? Rotation, IReadOnlyList<MontageTile> Tiles);
