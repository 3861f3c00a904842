namespace MicroStatus.Tiles.Montage;

/// <summary>A tile at its place in a montage.</summary>
/// <param name="Row">Row from the top, from 0.</param>
/// <param name="Column">Column from the left, from 0.</param>
/// <param name="Path">The single-plane image, absolute; null when there is none, so that its place is black.</param>
/// <param name="Label">How it is named to a person, for example <c>tile 7</c>.</param>
public sealed record MontageTile(int Row, int Column, string? Path, string Label);
