using System.Globalization;
using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Tiles;

/// <summary>Puts tiles side by side into one picture of the sample: a BigTIFF and a preview of each channel.</summary>
/// <remarks>
/// Use it to see a sample within seconds, while it is still on the microscope. The pictures are made of the maximum projections of a mesoSPIM dataset, or of single-plane TIFF files that are named
/// by themselves. For each channel, shutter and angle a tiled BigTIFF at full size and a grey PNG preview are written; -Color adds one preview of all channels, in colours near
/// the emission of their dyes and with a scale bar. Tiles are placed by their index, as they are: overlapping parts are not merged. A place without a tile, or with one that does not open,
/// is black and named in Missing; tiles of two sizes or types are refused. Each file appears whole, in place of an earlier one. Memory follows one row of tiles. What is not given comes
/// from the settings (Tiles:Montage). With -AsJob the cluster makes it, and Receive-TileSetResult gives the same objects.
/// </remarks>
/// <example>
/// <code>Get-Dataset -Id 7 | New-TileMontage -Color</code>
/// Makes the montages of a dataset in its own folder, and a picture of all channels in colour.
/// </example>
/// <example>
/// <code>New-TileMontage ./KC34 -PreviewOnly -Downscale 8 -FlipX -Destination ~/pictures</code>
/// Makes small previews of a folder, with the first column at the right.
/// </example>
/// <example>
/// <code>New-TileMontage ./planes/*.tif -Columns 6 -Order RowMajor -Compression Deflate -Pyramid</code>
/// Makes a compressed montage of loose files, six in a row, that opens quickly at any size.
/// </example>
[Cmdlet(VerbsCommon.New, "TileMontage", DefaultParameterSetName = DefaultSet, SupportsShouldProcess = true)]
[OutputType(typeof(TileMontage), typeof(Jobs.TileJob))]
public sealed class NewTileMontageCommand : TileJobCommand
{
    /// <summary>How the tile index runs over the grid: ColumnMajor, down the columns, or RowMajor.</summary>
    [Parameter]
    public MontageOrder? Order { get; set; }

    /// <summary>Shows the first column at the right, for a stage that moves the other way; a tile itself is shown as it is.</summary>
    [Parameter]
    public SwitchParameter FlipX { get; set; }

    /// <summary>Shows the first row at the bottom, for a stage that moves the other way; a tile itself is shown as it is.</summary>
    [Parameter]
    public SwitchParameter FlipY { get; set; }

    /// <summary>Rows of the grid; without it those of the stage positions, or about as many as columns.</summary>
    [Parameter]
    [ValidateRange(1, 65536)]
    public int? Rows { get; set; }

    /// <summary>Columns of the grid; without it those of the stage positions, or about as many as rows.</summary>
    [Parameter]
    [ValidateRange(1, 65536)]
    public int? Columns { get; set; }

    /// <summary>How many pixels of a tile's edge become one of the preview; they are averaged.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int? Downscale { get; set; }

    /// <summary>Compression of the BigTIFFs: None, Deflate or Lzw; nothing is lost by any.</summary>
    [Parameter]
    public MontageCompression? Compression { get; set; }

    /// <summary>Writes smaller copies into the BigTIFFs too, so that viewers show them at once.</summary>
    [Parameter]
    public SwitchParameter Pyramid { get; set; }

    /// <summary>Writes no BigTIFF.</summary>
    [Parameter]
    public SwitchParameter PreviewOnly { get; set; }

    /// <summary>Writes one preview of all channels in colour as well, with a scale bar.</summary>
    [Parameter]
    public SwitchParameter Color { get; set; }

    /// <summary>The folder for the pictures; without it the one in the dataset that the settings name (MesoSpim:Processing:ProjectionMontageFolder), or the folder of files whose names are no instrument's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <inheritdoc/>
    protected override void Require(Dataset dataset)
    {
        if (dataset.Moving && Destination is null)
        {
            throw new StatusException(
                "DatasetMoving",
                StatusErrorCategory.Busy,
                $"{Show(dataset)} is being moved, so nothing is written into it.",
                "Wait for the move's end, or name another folder with -Destination.",
                dataset.Id);
        }
    }

    /// <inheritdoc/>
    protected override async Task HandleAsync(IReadOnlyList<TileSet> sets, CancellationToken cancellationToken)
    {
        var options = Options(sets[0]);
        var request = MontagePlanner.Plan(sets, options);
        if (MontageOrderHint.Of(sets, options) is { } hint)
        {
            Warn(hint + " -Order overrules the settings.");
        }

        if (AsJob)
        {
            await SubmitAsync(jobs => jobs.PlanMontage(request), "makes a montage", cancellationToken).ConfigureAwait(false);
            return;
        }

        if (await MayAsync(request.Folder, $"Write the montage of {request.Name} ({Words(request)})").ConfigureAwait(false))
        {
            using var progress = new MontageProgress(request.Name, Show);
            foreach (var montage in Backend.Montages.Make(request, progress, cancellationToken))
            {
                Emit(montage);
            }
        }
    }

    private MontageOptions Options(TileSet first)
    {
        var options = MontageOptions.Of(SettingsOrDefaults.Tiles.Montage, FolderFor(first));
        return options with
        {
            Order = Order ?? options.Order,
            FlipX = Given(nameof(FlipX), FlipX) ?? options.FlipX,
            FlipY = Given(nameof(FlipY), FlipY) ?? options.FlipY,
            Rows = Rows,
            Columns = Columns,
            WritesTiff = !PreviewOnly,
            Compression = Compression ?? options.Compression,
            Pyramid = Given(nameof(Pyramid), Pyramid) ?? options.Pyramid,
            Downscale = Downscale ?? options.Downscale,
            Color = Color,
        };
    }

    private string FolderFor(TileSet set) =>
        Destination is not null ? ResolvePath(Destination)
        : set.Modality is null ? set.Path
        : System.IO.Path.Join(set.Path, SettingsOrDefaults.MesoSpim.Processing.ProjectionMontageFolder);

    private static string Words(MontageRequest request) => string.Create(
        CultureInfo.InvariantCulture, $"{request.Rows} × {request.Columns} tiles, {request.Channels.Count} {(request.Channels.Count == 1 ? "channel" : "channels")}");
}
