using System.Globalization;
using System.Management.Automation;
using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets.Comparison;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Compares the database with FastStore, Hive and the trash, and shows what differs.</summary>
/// <remarks>
/// Use it when a dataset is not where it should be, and before and after work by hand on the stores. For each dataset it looks where the row says that it
/// is, at the same path on Hive, and for its entries in the trash; for one on FastStore it also lists its images and compares status and counts with
/// what they prove. Without -Id and -Name all datasets are compared, and folders and trash entries that no row knows are shown too. Nothing is
/// changed by looking. Each difference says what the database has, what was found, and, where there is one, the command that puts it right. A dataset
/// that is just being imaged differs in its counts until the next status check. A store that is not mounted is said once, and nothing is concluded
/// about it.
/// </remarks>
/// <example>
/// <code>Compare-Dataset</code>
/// Compares everything.
/// </example>
/// <example>
/// <code>Get-Dataset -NeedsAttention | Compare-Dataset | Format-List</code>
/// Compares the datasets that need a person, and shows each difference in full.
/// </example>
/// <example>
/// <code>Compare-Dataset 8257* | Where-Object Kind -eq InTrash</code>
/// Shows which datasets of a series are in the trash although they were not moved.
/// </example>
[Cmdlet(VerbsData.Compare, "Dataset", DefaultParameterSetName = ById)]
[OutputType(typeof(DatasetDifference))]
public sealed class CompareDatasetCommand : DatasetSelectCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";
    private const int ActivityId = 4713;
    private const string Activity = "Comparing datasets";

    private IDatasetDatabase? _database;
    private DatasetComparer? _comparer;
    private int _done;

    /// <summary>Database ids. Piped numbers are ids; piped text is names. Without ids and names: all datasets.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[]? Id { get; set; }

    /// <summary>Names of datasets; wildcards are allowed, and upper and lower case are the same. Piped text is names.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var database = OpenDatabase(cancellationToken);
        if (_comparer is null || _database != database)
        {
            (_database, _comparer) = (database, new DatasetComparer(Settings, Backend, database));
            foreach (var store in _comparer.Whereabouts.Suspended)
            {
                Warn(store);
            }
        }

        var unknown = Id is null && Name is null ? new UnknownThings(Settings, Backend, database, _comparer) : null;
        try
        {
            foreach (var row in Select(new DatasetFilter { Ids = Id ?? [], Names = Name ?? [] }, cancellationToken))
            {
                unknown?.Know(row);
                Compare(_comparer, row, cancellationToken);
            }

            foreach (var difference in unknown?.Find(ReportFolder, cancellationToken) ?? [])
            {
                Emit(difference);
            }
        }
        finally
        {
            Show(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }

        return Task.CompletedTask;
    }

    private void Compare(DatasetComparer comparer, Dataset row, CancellationToken cancellationToken)
    {
        Show(new ProgressRecord(ActivityId, Activity, string.Create(CultureInfo.InvariantCulture, $"{++_done} datasets"))
        {
            CurrentOperation = DisplayText.Of(row.Name),
        });
        try
        {
            foreach (var difference in comparer.Compare(row, cancellationToken))
            {
                Emit(difference);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or StatusException))
        {
            Report(
                new StatusException("DatasetNotCompared", StatusErrorCategory.Failure, $"{row.Name} could not be compared: {e.Message}", null, row.Id, e),
                row.Id);
        }
    }

    private void ReportFolder(FolderFault fault) => Report(
        new StatusException("FolderNotReadable", StatusErrorCategory.Permission, $"'{fault.Path}' cannot be read: {fault.Cause.Message}", null, fault.Path, fault.Cause),
        fault.Path);
}
