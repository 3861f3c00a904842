using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Processing;

/// <summary>Shows where the processing of datasets stands: the stage, what proves it or what it waits for, since when, and when it may end.</summary>
/// <remarks>
/// Files, queues, jobs and the task counts of the stitching cluster are looked at now, by the rules of a status check; nothing is written. So a status can be ahead of the one that
/// Get-Dataset shows: the next check records it. HeldBy tells why nothing is begun, Next what the next check begins, Command the last command that was run for the stage, with its
/// exit code and the end of what it wrote. EstimatedEnd rests on the times that earlier datasets of the same instrument took.
///
/// Without ids and names: all datasets whose imaging has finished and whose processing has not. Demos and datasets that have moved have no processing to look at.
/// </remarks>
/// <example>
/// <code>Get-DatasetProcessing</code>
/// Shows all that is being processed, or waits for it.
/// </example>
/// <example>
/// <code>Get-DatasetProcessing -Stage Denoising | Sort-Object Since | Select-Object -First 5 Name, Since, Why</code>
/// Shows what has been at denoising for longest.
/// </example>
[Cmdlet(VerbsCommon.Get, "DatasetProcessing", DefaultParameterSetName = ById)]
[OutputType(typeof(DatasetProcessing))]
public sealed class GetDatasetProcessingCommand : DatasetSelectCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";

    /// <summary>Database ids of datasets. Piped numbers are ids; piped text is names.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[]? Id { get; set; }

    /// <summary>Names of datasets; wildcards are allowed, and upper and lower case are the same. Piped text is names.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only datasets that stand at one of these stages.</summary>
    [Parameter]
    public StageKind[]? Stage { get; set; }

    private bool MeansAll => Id is null && Name is null;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var database = OpenDatabase(cancellationToken);
        var desk = new ProcessingDesk(Backend, Settings, Environment.MachineName);
        foreach (var absent in desk.Suspended(database))
        {
            Warn(absent);
        }

        var rows = Select(new DatasetFilter { Ids = Id ?? [], Names = Name ?? [], OnFastStore = MeansAll ? true : null }, cancellationToken);
        if (MeansAll)
        {
            rows = rows.Where(row => row.ImagingStatus == ImagingStatus.Finished && row.ProcessingStatus != ProcessingStatus.Finished);
        }

        foreach (var processing in await desk.LookAsync(database, rows, (row, e) => Report(e, row.Id), cancellationToken))
        {
            if (Stage is null || (processing.Stage is { } stage && Stage.Contains(stage)))
            {
                Emit(processing);
            }
        }
    }
}
