using System.Management.Automation;
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
}
