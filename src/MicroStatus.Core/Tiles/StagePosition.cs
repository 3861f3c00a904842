namespace MicroStatus.Tiles;

/// <summary>Where the stage stood for a tile.</summary>
/// <param name="Tile">The tile index.</param>
/// <param name="X">µm; the columns of the grid.</param>
/// <param name="Y">µm; the rows of the grid.</param>
public readonly record struct StagePosition(int Tile, double X, double Y);
