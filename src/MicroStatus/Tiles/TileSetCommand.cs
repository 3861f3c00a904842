using System.Management.Automation;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Tiles;

/// <summary>The base of cmdlets that work on tile sets: of datasets by id, name or pipeline, of folders, and of files.</summary>
/// <remarks>Each dataset and each folder is handled as it comes. Files are handled together at the end, since tiles are judged beside each other.</remarks>
public abstract class TileSetCommand : DatasetSelectCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ById = "Id";
    private const string ByName = "Name";
    private const string ByDataset = "Dataset";
    private const string ByTileSet = "TileSet";

    /// <summary>The default parameter set.</summary>
    protected const string DefaultSet = ByPath;

    private readonly List<string> _files = [];
    private readonly List<TileSet> _piped = [];

    /// <summary>Folders of datasets, folders of images, or image files; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PipedPath]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The same, each exactly as typed: no character is a wildcard. Piped files and folders bind here.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Database ids.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    public long[]? Id { get; set; }

    /// <summary>Names of datasets; wildcards are allowed, and upper and lower case are the same.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Datasets, as Get-Dataset gives them.</summary>
    [Parameter(ParameterSetName = ByDataset, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Dataset[]? InputObject { get; set; }

    /// <summary>Tile sets, as Get-TileSet gives them.</summary>
    [Parameter(ParameterSetName = ByTileSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public TileSet[]? TileSet { get; set; }

    /// <summary>The instrument that wrote the tiles, where names do not tell: rscm or mesospim.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [ArgumentCompleter(typeof(ModalityCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Modality { get; set; }

    /// <summary>Whether a dataset may be handled at all.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <exception cref="StatusException">It may not, and why.</exception>
    protected virtual void Require(Dataset dataset)
    {
    }

    /// <summary>Handles the tile sets of one dataset, of one folder, or of all files that were named.</summary>
    /// <param name="sets">The sets; one at least.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>When done.</returns>
    protected abstract Task HandleAsync(IReadOnlyList<TileSet> sets, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _piped.AddRange(TileSet ?? []);
        foreach (var typed in LiteralPath ?? Path ?? [])
        {
            await AboutAsync(typed, () => HandlePathsAsync(typed, cancellationToken)).ConfigureAwait(false);
        }

        var datasets = InputObject ?? (Id is null && Name is null ? [] : Select(new DatasetFilter { Ids = Id ?? [], Names = Name ?? [] }, cancellationToken));
        foreach (var dataset in datasets)
        {
            await AboutAsync(dataset.Id, () => HandleAsync(SetsOf(dataset, cancellationToken), cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var dataset in _piped.GroupBy(set => set.Path, StringComparer.Ordinal))
        {
            await AboutAsync(dataset.Key, () => HandleAsync([.. dataset], cancellationToken)).ConfigureAwait(false);
        }

        if (_files.Count > 0)
        {
            await AboutAsync(_files, () => HandleAsync(Reader().ReadFiles(_files, Modality, Now(), cancellationToken), cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task HandlePathsAsync(string typed, CancellationToken cancellationToken)
    {
        foreach (var path in LiteralPath is null ? ResolvePaths(typed) : [ResolvePath(typed)])
        {
            switch (Backend.Files.Find(path)?.Kind)
            {
                case EntryKind.Folder:
                    await AboutAsync(path, () => HandleAsync(Reader().ReadFolder(path, Modality, Now(), cancellationToken), cancellationToken)).ConfigureAwait(false);
                    break;
                case null:
                    throw new StatusException("PathNotFound", StatusErrorCategory.NotFound, $"There is nothing at '{path}'.", target: path);
                default:
                    _files.Add(path);
                    break;
            }
        }
    }

    private IReadOnlyList<TileSet> SetsOf(Dataset dataset, CancellationToken cancellationToken)
    {
        Require(dataset);
        var folder = new[] { dataset.Path, dataset.PathOnHive }.FirstOrDefault(path => !string.IsNullOrEmpty(path) && Backend.Files.Find(path) is { Kind: EntryKind.Folder })
            ?? throw new StatusException(
                "DatasetFolderNotFound",
                StatusErrorCategory.NotFound,
                $"The folder of {Show(dataset)} is neither on FastStore ({DisplayText.Of(dataset.Path)}) nor on Hive ({DisplayText.Of(dataset.PathOnHive)}).",
                "Look whether the stores are mounted; Compare-Dataset shows what is where.",
                dataset.Id);
        return [.. Reader().ReadFolder(folder, dataset.Modality, Now(), cancellationToken).Select(set => set with { Id = dataset.Id })];
    }

    private TileSetReader Reader() => new(Instruments.All(SettingsOrDefaults, Backend.Files, Backend.TiffHeaders), Backend.Files);

    private DateTimeOffset Now() => Backend.Clock(SettingsOrDefaults).GetUtcNow();

    // One thing that fails is reported, and the next one is handled.
    private async Task AboutAsync(object target, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DirectoryNotFoundException e)
        {
            Report(new StatusException("PathNotFound", StatusErrorCategory.NotFound, e.Message, "Look whether its store is mounted.", target, e), target);
        }
        catch (Exception e) when (IsOfOneItem(e) || e is SessionStateException)
        {
            Report(e, target);
        }
    }
}
