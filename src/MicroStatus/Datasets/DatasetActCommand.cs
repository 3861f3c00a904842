using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>The base of cmdlets that do something about datasets, which must be told; each is isolated.</summary>
public abstract class DatasetActCommand : DatasetSelectCommand
{
    /// <summary>Name of the parameter set by id.</summary>
    protected const string ById = "Id";

    private const string ByName = "Name";

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

    /// <summary>Handles each dataset that was told: one that fails is reported, and the next one is handled.</summary>
    /// <param name="act">What to do.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>When done.</returns>
    protected Task ForEachAsync(Func<Dataset, Task> act, CancellationToken cancellationToken) =>
        ForEachAsync(Select(new DatasetFilter { Ids = Id ?? [], Names = Name ?? [] }, cancellationToken), act);

    /// <summary>Writes a person's edit of a dataset, outside a check; what someone else changed meanwhile is reported and left.</summary>
    /// <param name="change">The edit.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <exception cref="StatusException">The database refuses it.</exception>
    protected void Apply(DatasetChangeSet change, Dataset row, CancellationToken cancellationToken)
    {
        var applied = OpenForWriting(cancellationToken).Apply([change], ownTablesOnly: false, lease: null)[0];
        if (applied.Error is { } error)
        {
            throw error;
        }

        if (applied.Refused.Count > 0)
        {
            Report(EditErrors.ChangedMeanwhile(Show(row), applied.Refused), row.Id);
        }
    }

    /// <summary>A dataset as it stands by now.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The row; none when it is gone.</returns>
    protected IEnumerable<Dataset> ReadAgain(long id, CancellationToken cancellationToken) =>
        OpenDatabase(cancellationToken).FindDatasets(new DatasetFilter { Ids = [id] }, cancellationToken);
}
