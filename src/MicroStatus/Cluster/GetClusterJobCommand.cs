using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Cluster;

/// <summary>Shows jobs: those that wait and run, and those that ended lately.</summary>
/// <remarks>
/// On a cluster these are the jobs of the user that the setting Cluster:User names, also those that MicroStatus did not submit. SLURM forgets a job some
/// minutes after its end; with -Id it is then looked up in the cluster's accounting, where there is one. A job that nobody knows any more comes with the
/// state Unknown: that is no failure, and what it left on disk may say more. Jobs that run on this machine are known for the time of the setting
/// Cluster:LocalRetention.
/// </remarks>
/// <example>
/// <code>Get-ClusterJob</code>
/// Shows all jobs.
/// </example>
/// <example>
/// <code>Get-ClusterJob move_* -State Pending, Running</code>
/// Shows the moves that wait or run.
/// </example>
/// <example>
/// <code>Get-ClusterJob -Id 4711 | Format-List</code>
/// Shows everything about one job, for example why it waits and its exit code.
/// </example>
[Cmdlet(VerbsCommon.Get, "ClusterJob", DefaultParameterSetName = ByName)]
[OutputType(typeof(ClusterJob))]
public sealed class GetClusterJobCommand : LabCommand
{
    private const string ByName = "Name";
    private const string ById = "Id";

    private IReadOnlyList<ClusterJob>? _all;
    private string? _allOf;

    /// <summary>Names of jobs; wildcards are allowed. Without it: all.</summary>
    [Parameter(ParameterSetName = ByName, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ClusterJobNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids of jobs, or of job arrays, which mean all of their tasks.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClusterJobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Only jobs in these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ClusterJobState[]? State { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == ById)
        {
            EmitAll(await Backend.Cluster(Settings).GetAsync(Id, cancellationToken));
            return;
        }

        if (_all is null || !string.Equals(_allOf, SettingsPath, StringComparison.Ordinal))
        {
            // One answer for all names of a pipeline.
            _all = await Backend.Cluster(Settings).ListAsync(cancellationToken);
            _allOf = SettingsPath;
        }

        var patterns = (Name ?? ["*"]).Select(name => (Name: name, Pattern: new WildcardPattern(name, WildcardOptions.IgnoreCase))).ToList();
        EmitAll(_all.Where(job => patterns.Exists(wanted => wanted.Pattern.IsMatch(job.Name))));
        foreach (var (name, _) in patterns.Where(wanted => !WildcardPattern.ContainsWildcardCharacters(wanted.Name) && !_all.Any(job => wanted.Pattern.IsMatch(job.Name))))
        {
            Report(
                new StatusException(
                    "ClusterJobNotFound",
                    StatusErrorCategory.NotFound,
                    $"There is no job '{name}'.{NearNames.Question(name, _all.Select(job => job.Name))}",
                    "A cluster forgets jobs some minutes after their end; by its -Id, accounting may know it.",
                    name),
                name);
        }
    }

    private void EmitAll(IEnumerable<ClusterJob> jobs)
    {
        foreach (var job in jobs.Where(job => State is null || State.Contains(job.State)))
        {
            Emit(job);
        }
    }
}
