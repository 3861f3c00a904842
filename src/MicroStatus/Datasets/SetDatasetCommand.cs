using System.Globalization;
using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Corrects datasets by hand: PI, CL number, name, statuses, flags and the path on Hive.</summary>
/// <remarks>
/// Datasets are told by id or name, also from a pipeline; of a piped dataset the id alone counts, and what it says otherwise is never written. Only
/// columns that change are written, each only when it still says what was read: when the web page or a check was quicker, that column is left alone and
/// an error says so. Each change is kept in the history with user, host and -Reason. It is a person's edit, as in the web page: it works in Observe mode
/// too, and while a check runs.
///
/// Changes that contradict what is known of a dataset are refused with all reasons, for example imaging that is finished by hand, or a stage of
/// processing that belongs to another kind of microscope. With -Force they are made. A status can always be set to NeedsAttention, and a damaged value
/// can always be replaced.
///
/// The next status check looks at the files again. Imaging set from NeedsAttention to Finished stays so, and its reasons are closed, until images arrive
/// or a file turns out broken. Imaging set to InProgress, or to NeedsAttention by hand, becomes what the files prove: while a reason still holds, it
/// needs attention again, with paused set, and without another message. To hold a dataset, set -Paused: a person's pause is cleared by a person alone.
/// </remarks>
/// <example>
/// <code>Set-Dataset 8257_try2_stack1 -Pi klimstra-w -ClNumber 5CL18 -Reason 'Was imaged in the wrong folder.'</code>
/// Corrects whose dataset it is.
/// </example>
/// <example>
/// <code>Get-Dataset -NeedsAttention -Pi dutta | Set-Dataset -ImagingStatus Finished -Paused $false -WhatIf</code>
/// Shows what would change if the imaging of these datasets were taken as it is.
/// </example>
/// <example>
/// <code>Set-Dataset -Id 12 -Moved $true -PathOnHive /h20/Acquire/RSCM/dutta/5CL18/D11_stack1 -PassThru</code>
/// Records a move that was made by hand, and shows the dataset afterwards.
/// </example>
[Cmdlet(VerbsCommon.Set, "Dataset", SupportsShouldProcess = true, DefaultParameterSetName = ById)]
[OutputType(typeof(Dataset))]
public sealed class SetDatasetCommand : DatasetSelectCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";

    private DatasetEdit? _edit;
    private string? _editOf;

    /// <summary>Database ids. Piped numbers are ids; piped text is names.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[]? Id { get; set; }

    /// <summary>Names of datasets; wildcards are allowed, and upper and lower case are the same. Piped text is names.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The PI; an empty text for none. One that is not recorded yet needs -Force. Whether the dataset is brain data stays as it is.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PiCompleter))]
    [AllowEmptyString]
    public string? Pi { get; set; }

    /// <summary>The CL number, for example 5CL18; a new one is recorded. One that looks otherwise needs -Force.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClNumberCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ClNumber { get; set; }

    /// <summary>The dataset's name in the database. Only this column changes: the folder keeps its name and its path. A folder that is renamed needs no
    /// Set-Dataset: the status check notices.</summary>
    [Parameter]
    public string? NewName { get; set; }

    /// <summary>Where imaging stands.</summary>
    [Parameter]
    [StatusWords]
    public ImagingStatus? ImagingStatus { get; set; }

    /// <summary>Where processing stands. Stages belong to a modality, and begin when imaging has finished.</summary>
    [Parameter]
    [StatusWords]
    public ProcessingStatus? ProcessingStatus { get; set; }

    /// <summary>$true: no stage is started and nothing moves until a person sets $false.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Paused { get; set; }

    /// <summary>$true: denoised composites are kept after the Imaris build (RSCM).</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? KeepComposites { get; set; }

    /// <summary>$true: the 405 channel goes to the trash when imaging has finished (RSCM).</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Delete405 { get; set; }

    /// <summary>Whether the dataset is published.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Public { get; set; }

    /// <summary>Whether the dataset is being moved to Hive. The move itself sets and clears it; a person needs -Force.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Moving { get; set; }

    /// <summary>Whether the dataset has moved to Hive; $true needs a path on Hive.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? Moved { get; set; }

    /// <summary>The dataset's folder on Hive; an empty text for none.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? PathOnHive { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Makes changes that are refused otherwise, and records a PI that is new. The history says that it was forced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits each dataset as it stands afterwards, read anew.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var edit = Edit(cancellationToken);
        foreach (var row in Select(new DatasetFilter { Ids = Id ?? [], Names = Name ?? [] }, cancellationToken))
        {
            if (await ChangeAsync(row, edit, cancellationToken) && PassThru)
            {
                foreach (var dataset in OpenDatabase(cancellationToken).FindDatasets(new DatasetFilter { Ids = [row.Id] }, cancellationToken))
                {
                    Emit(dataset);
                }
            }
        }
    }

    // The same for a whole pipeline, unless each item names its lab.
    private DatasetEdit Edit(CancellationToken cancellationToken)
    {
        if (_edit is null || !string.Equals(_editOf, SettingsPath, StringComparison.Ordinal))
        {
            var names = new EditedNames(Settings.Discovery, OpenDatabase(cancellationToken));
            _edit = new DatasetEdit
            {
                Name = EditedNames.Name(NewName),
                Pi = names.Pi(Pi, Force, cancellationToken),
                ClNumber = names.ClNumber(ClNumber, Force, cancellationToken),
                ImagingStatus = ImagingStatus,
                ProcessingStatus = ProcessingStatus,
                Paused = Paused,
                KeepComposites = KeepComposites,
                Delete405 = Delete405,
                Public = Public,
                Moving = Moving,
                Moved = Moved,
                PathOnHive = PathOnHive is null ? null : System.IO.Path.TrimEndingDirectorySeparator(PathOnHive),
            };
            _editOf = SettingsPath;
        }

        return !_edit.IsEmpty
            ? _edit
            : throw new StatusException(
                "DatasetNothingToSet",
                StatusErrorCategory.InvalidData,
                "Nothing is given that could be set.",
                "Give at least one value, for example -Paused $false or -Pi klimstra-w; Get-Help Set-Dataset lists them.");
    }

    // False when the dataset is left alone.
    private async Task<bool> ChangeAsync(Dataset row, DatasetEdit edit, CancellationToken cancellationToken)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"#{row.Id} {DisplayText.Of(row.Name)}");
        var changes = edit.ChangesOf(row, LabTime.Of(Settings.Lab));
        if (changes.Count == 0)
        {
            Detail($"{target}: everything is so already.");
            return true;
        }

        var objections = new DatasetTransitions(Settings.Storage.Hive).Objections(row, edit);
        if (objections.Count > 0 && !Force)
        {
            Report(EditErrors.Refused(target, objections), row.Id);
            return false;
        }

        if (!await MayAsync(target, "Set " + string.Join(", ", changes.Select(Show))))
        {
            return false;
        }

        var changeSet = DatasetEditing.ChangeSet(row, changes, DatasetEditing.Why(Reason, isForced: objections.Count > 0), Clock.GetUtcNow());
        var applied = OpenForWriting(cancellationToken).Apply([changeSet], ownTablesOnly: false, lease: null)[0];
        if (applied.Error is { } error)
        {
            Report(error, row.Id);
            return false;
        }

        if (applied.Refused.Count > 0)
        {
            Report(EditErrors.ChangedMeanwhile(target, applied.Refused), row.Id);
        }

        return true;
    }

    private static string Show(FieldChange change) =>
        $"{DatasetFields.ColumnOf(change.Field)}: {Show(change.From)} -> {Show(change.To)}";

    private static string Show(object? value) => DatasetEditing.Text(value) is { } text ? DisplayText.Of(text) : "-";
}
