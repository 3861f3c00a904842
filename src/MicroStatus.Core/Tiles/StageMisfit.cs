namespace MicroStatus.Tiles;

/// <summary>A tile whose stage position does not fit the grid.</summary>
/// <param name="Tile">The tile index.</param>
/// <param name="Text">How, in a sentence with the positions.</param>
public sealed record StageMisfit(int Tile, string Text);
