using System.Management.Automation;
using MicroStatus.Tiles.Jobs;

namespace MicroStatus.Tiles;

/// <summary>Tests whether every tile is there and whole, and tells each thing that is wrong, with its place.</summary>
/// <remarks>
/// Use it while the sample is still on the microscope, and before processing or a move. For each finding it gives kind, row, column, z, channel and file: a tile that is
/// missing, doubled or not planned; one that is empty, cut off, no TIFF, or broken in its chain of directories; one whose size, type or number of planes differs from its metadata or
/// from the other tiles; a stage position that does not fit the grid; metadata that cannot be right. -Quick reads the head of each file only; without it every directory of each file is
/// walked, and no pixel is read; -Deep decodes every pixel, and finds blank planes and saturated files as well. Maximum projections are tested too. A tile that is still being written is not judged.
/// No output means that nothing was found. A finding is output, and no error; what could not be looked at is an error. OME-Zarr tiles are judged by names and metadata alone. With
/// -AsJob the files are looked into by the cluster, many tasks side by side, and Receive-TileSetResult gives the same findings. Nothing is changed. Without settings those of the lab apply.
/// </remarks>
/// <example>
/// <code>Get-Dataset -Id 7 | Test-TileSet</code>
/// Names each bad tile of a dataset, with its place.
/// </example>
/// <example>
/// <code>Test-TileSet /CBI_FastStore/Acquire/RSCM/*/5CL18/*stack* -Quick | Group-Object Name, Kind</code>
/// Counts what is wrong with the ribbons of a project's datasets, by their heads.
/// </example>
/// <example>
/// <code>Get-Dataset -Id 7 | Test-TileSet -Deep -AsJob | Receive-TileSetResult -Wait</code>
/// Lets the cluster decode every pixel of a dataset, waits, and names each bad tile.
/// </example>
/// <example>
/// <code>if (-not (Test-TileSet ./KC34 -Deep -Quiet)) { 'Image it again.' }</code>
/// Asks in a script whether every pixel can be read.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "TileSet", DefaultParameterSetName = DefaultSet, SupportsShouldProcess = true)]
[OutputType(typeof(TileFinding), typeof(bool), typeof(TileJob))]
public sealed class TestTileSetCommand : TileJobCommand
{
    /// <summary>Reads the head of each file only.</summary>
    [Parameter]
    public SwitchParameter Quick { get; set; }

    /// <summary>Decodes every pixel.</summary>
    [Parameter]
    public SwitchParameter Deep { get; set; }

    /// <summary>Gives true or false for each dataset or folder, whether nothing is wrong, instead of what is; the first finding ends the test.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>How many files are looked into at a time; the settings tell how many without it (Tiles:ThrottleLimit).</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int? ThrottleLimit { get; set; }

    private TiffDepth Depth => Deep ? TiffDepth.Pixels : Quick ? TiffDepth.Header : TiffDepth.Directories;

    private string DepthWord => Deep ? "every pixel" : Quick ? "heads" : "every directory";

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if ((Quick && Deep) || (Quiet && AsJob))
        {
            throw new StatusException(
                "TileTestUnclear", StatusErrorCategory.InvalidData, "-Quick and -Deep exclude each other, and so do -Quiet and -AsJob.", "Give one of them, or neither.");
        }

        await base.ProcessAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task HandleAsync(IReadOnlyList<TileSet> sets, CancellationToken cancellationToken)
    {
        var throttleLimit = ThrottleLimit ?? SettingsOrDefaults.Tiles.ThrottleLimit;
        if (AsJob)
        {
            await SubmitAsync(jobs => jobs.PlanTest(sets, Depth, throttleLimit), $"tests tiles ({DepthWord})", cancellationToken).ConfigureAwait(false);
            return;
        }

        using var progress = new TileTestProgress(sets[0].Name, Show, Report);
        var tester = new TileSetTester(Backend.TiffFiles, new TileRules(SettingsOrDefaults.Tiles), throttleLimit);
        var zarr = sets.Sum(set => set.Tiles.Count(tile => tile.IsZarr));
        if (zarr > 0)
        {
            Detail($"{sets[0].Name}: {zarr} tiles are OME-Zarr, whose chunks are not looked into.");
        }

        var isGood = true;
        await foreach (var finding in tester.TestAsync(sets, Depth, progress, cancellationToken).ConfigureAwait(false))
        {
            isGood = false;
            if (Quiet)
            {
                break;
            }

            Emit(finding);
        }

        if (Quiet)
        {
            Emit(isGood && !progress.HasFailed);
        }
    }
}
