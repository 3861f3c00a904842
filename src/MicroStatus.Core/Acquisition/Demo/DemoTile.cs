namespace MicroStatus.Acquisition.Demo;

/// <summary>One tile of a mesoSPIM dataset of a demo lab.</summary>
/// <param name="Index">Tile index; runs down columns first (lab.md §4).</param>
/// <param name="Row">Row of the stage's grid.</param>
/// <param name="Column">Column of the stage's grid.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Shutter">The shutter: 0 left, 1 right.</param>
public sealed record DemoTile(int Index, int Row, int Column, DemoChannel Channel, int Shutter)
{
    /// <summary>The part of the tile's names that identifies it, for example <c>Tile0_Ch488_Flt515LP_Sh0_Rot0</c>.</summary>
    public string Label
    {
        get
        {
            var filter = Channel.Filter is { } name ? $"_Flt{name.Replace(' ', '_')}" : "";
            return $"Tile{Index}_Ch{Channel.Name}{filter}_Sh{Shutter}_Rot0";
        }
    }
}
