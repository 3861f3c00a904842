using System.Management.Automation;
using MicroStatus.Hosting;
using MicroStatus.Moves;

namespace MicroStatus.Datasets;

/// <summary>Shows datasets: what is being imaged, processed, moved, and what needs a person.</summary>
/// <remarks>
/// Filters become SQL, and datasets come as they are read, so that a large database costs no memory. The database is opened for reading only: the
/// cmdlet works beside a running check, and where the file may not be written. Every given filter must hold; several values of one filter mean any of
/// them. Rows that other programs left damaged are shown too: what could not be read is listed in RowProblems. The table shows the essentials, and
/// Format-List shows progress (PercentImaged, ImagingRate in ribbons or tiles an hour, EstimatedEnd), reasons for attention and paths, and in MoveHeldBy
/// what keeps a dataset on FastStore as far as the database tells it; Get-DatasetMove -Explain looks at the folders too.
/// </remarks>
/// <example>
/// <code>Get-Dataset -NeedsAttention | Format-List Id, Name, Attention</code>
/// Shows which datasets need a person, and why.
/// </example>
/// <example>
/// <code>Get-Dataset 8257* -Pi klimstra-w, Müller -ImagingStatus InProgress</code>
/// Shows the datasets of two PIs that are being imaged and whose names begin with 8257.
/// </example>
/// <example>
/// <code>Get-Dataset -Modality rscm -OnFastStore -Since (Get-Date).AddDays(-7)</code>
/// Shows ribbon-scanning datasets that were recorded in the last week and have not moved to Hive.
/// </example>
/// <example>
/// <code>Get-Pi klim* | Get-Dataset -NeedsAttention</code>
/// Shows the datasets of some PIs that need a person.
/// </example>
[Cmdlet(VerbsCommon.Get, "Dataset", DefaultParameterSetName = ById)]
[OutputType(typeof(Dataset))]
public sealed class GetDatasetCommand : DatasetSelectCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";

    private HeldMoves? _held;
    private string? _heldOf;

    /// <summary>Database ids. Piped numbers are ids; piped text is names.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[]? Id { get; set; }

    /// <summary>Names of datasets; wildcards are allowed, and upper and lower case are the same. Piped text is names.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Names of principal investigators; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PiCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Pi { get; set; }

    /// <summary>CL numbers, for example 5CL18; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ClNumberCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ClNumber { get; set; }

    /// <summary>Ids of PIs, as Get-Pi tells them: for its output in a pipeline. Unlike names, they tell apart two PIs of one name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long[]? PiId { get; set; }

    /// <summary>Ids of CL numbers, as Get-ClNumber tells them: for its output in a pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long[]? ClNumberId { get; set; }

    /// <summary>Modalities: rscm, mesospim.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModalityCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Modality { get; set; }

    /// <summary>Where imaging stands. A damaged status counts as NeedsAttention.</summary>
    [Parameter]
    [StatusWords]
    public ImagingStatus[]? ImagingStatus { get; set; }

    /// <summary>Where processing stands. A damaged status counts as NeedsAttention.</summary>
    [Parameter]
    [StatusWords]
    public ProcessingStatus[]? ProcessingStatus { get; set; }

    /// <summary>Only datasets that need a person, for imaging or for processing; with :$false only those that do not.</summary>
    [Parameter]
    public SwitchParameter NeedsAttention { get; set; }

    /// <summary>Only datasets that are still on FastStore; with :$false only those that are not.</summary>
    [Parameter]
    public SwitchParameter OnFastStore { get; set; }

    /// <summary>Only datasets that were recorded at or after this moment.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var filter = new DatasetFilter
        {
            Ids = Id ?? [],
            Names = Name ?? [],
            Pis = Pi ?? [],
            PiIds = PiId ?? [],
            ClNumbers = ClNumber ?? [],
            ClNumberIds = ClNumberId ?? [],
            Modalities = Modality ?? [],
            ImagingStatuses = ImagingStatus ?? [],
            ProcessingStatuses = ProcessingStatus ?? [],
            NeedsAttention = Given(nameof(NeedsAttention), NeedsAttention),
            OnFastStore = Given(nameof(OnFastStore), OnFastStore),
            Since = Since,
        };
        foreach (var dataset in Select(filter, cancellationToken))
        {
            Emit(dataset with { MoveHeldBy = HeldMoves(cancellationToken).Of(dataset) });
        }

        return Task.CompletedTask;
    }

    // What is read for it serves a whole pipeline, unless each item names its lab.
    private HeldMoves HeldMoves(CancellationToken cancellationToken)
    {
        if (_held is null || !string.Equals(_heldOf, SettingsPath, StringComparison.Ordinal))
        {
            _held = new HeldMoves(Settings, Backend.Files, OpenDatabase(cancellationToken), Clock.GetUtcNow());
            _heldOf = SettingsPath;
        }

        return _held;
    }
}
