using System.Management.Automation;

namespace MicroStatus.Tiles;

/// <summary>Shows the tile sets of datasets: tiles by channel, shutter and rotation, their grid, and which are complete.</summary>
/// <remarks>
/// Use it to see what was imaged, and how much of it is there. A mesoSPIM dataset has a set for each channel, shutter and rotation; an RSCM dataset has one for each
/// colour, with the ribbons of all layers. Rows and columns are the distinct stage positions, and -Rows and -Columns overrule them; overlap, pixel size and z-planes come from the
/// metadata; expected and actual sizes are bytes. Only names, metadata and heads are read, and of RSCM only names, so that sizes are not shown there. Tiles holds each tile with its
/// row, column and file; Missing those that should be there. Test-TileSet tells what is wrong with them. Nothing is changed. Without settings those of the lab apply.
/// </remarks>
/// <example>
/// <code>Get-Dataset -Id 7 | Get-TileSet | Format-Table Channel, Rows, Columns, OverlapX, TilesComplete, TilesExpected</code>
/// Shows the tile sets of a dataset.
/// </example>
/// <example>
/// <code>(Get-TileSet /CBI_FastStore/Acquire/MesoSPIM/klimstra-w/5CL18/KC34).Tiles | Where-Object IsComplete -eq $false | Select-Object Channel, Index, Row, Column, Path</code>
/// Shows the tiles of a folder that are not complete, with their places.
/// </example>
[Cmdlet(VerbsCommon.Get, "TileSet", DefaultParameterSetName = DefaultSet)]
[OutputType(typeof(TileSet))]
public sealed class GetTileSetCommand : TileSetCommand
{
    /// <summary>Rows of the grid, in place of what stage positions tell. With -Columns left out, as many columns as the tiles need.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int? Rows { get; set; }

    /// <summary>Columns of the grid, in place of what stage positions tell. With -Rows left out, as many rows as the tiles need.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int? Columns { get; set; }

    /// <inheritdoc/>
    protected override Task HandleAsync(IReadOnlyList<TileSet> sets, CancellationToken cancellationToken)
    {
        foreach (var set in sets)
        {
            Emit(Rows is null && Columns is null ? set : set.WithGrid(Rows, Columns));
        }

        return Task.CompletedTask;
    }
}
