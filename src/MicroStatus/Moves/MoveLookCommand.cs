using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Moves;

/// <summary>The base of cmdlets that look at moves: of datasets that are told, or of all.</summary>
public abstract class MoveLookCommand : MoveCommand
{
    /// <summary>Name of the parameter set by id.</summary>
    protected const string ById = "Id";

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

    /// <summary>Neither ids nor names were told.</summary>
    protected bool MeansAll => Id is null && Name is null;
}
