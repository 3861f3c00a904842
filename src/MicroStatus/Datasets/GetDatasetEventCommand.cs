using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Shows the history of datasets: who or what changed what, when, from what to what, and why.</summary>
/// <remarks>
/// MicroStatus writes an entry with every change it makes. What the web page or another program changed is found by comparing rows at the next check,
/// and is of the kind external. The history of a dataset stays when its row is removed; it is then found by the old id or by the name. A dataset that was
/// renamed has changes under both names; its id finds them all. Entries come oldest first.
/// </remarks>
/// <example>
/// <code>Get-Dataset 8257_try2_stack1 | Get-DatasetEvent</code>
/// Shows everything that happened to one dataset.
/// </example>
/// <example>
/// <code>Get-DatasetEvent -Kind attention* -Since (Get-Date).AddHours(-12)</code>
/// Shows which datasets came to need a person in the last twelve hours.
/// </example>
/// <example>
/// <code>Get-DatasetEvent -Last 20</code>
/// Shows the newest twenty changes.
/// </example>
[Cmdlet(VerbsCommon.Get, "DatasetEvent", DefaultParameterSetName = ById)]
[OutputType(typeof(DatasetEvent))]
public sealed class GetDatasetEventCommand : DatasetReadCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";

    /// <summary>Database ids of datasets.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[]? Id { get; set; }

    /// <summary>Names of datasets at the time of the change; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Kinds of change, for example registered, imaging, attention, edited, renamed; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventKindCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Kind { get; set; }

    /// <summary>Only changes at or after this moment.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only the newest changes, so many of those that the other parameters let through, of each dataset that is piped; the oldest of them still comes first.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var filter = new DatasetEventFilter { Ids = Id ?? [], Names = Name ?? [], Kinds = Kind ?? [], Since = Since, Last = Last };
        var database = OpenDatabase(cancellationToken);
        var isFound = false;
        foreach (var entry in database.FindEvents(filter, cancellationToken))
        {
            isFound = true;
            Emit(entry);
        }

        if (!isFound)
        {
            ExplainNothing(database, cancellationToken);
        }

        return Task.CompletedTask;
    }

    // A mistyped name or kind must not read as "nothing happened".
    private void ExplainNothing(IDatasetDatabase database, CancellationToken cancellationToken)
    {
        foreach (var name in (Name ?? []).Where(IsPlain))
        {
            var isKnown = database.FindDatasets(new DatasetFilter { Names = [name] }, cancellationToken).Any()
                || database.FindEvents(new DatasetEventFilter { Names = [name], Last = 1 }, cancellationToken).Any();
            if (!isKnown)
            {
                ReportNotFound($"the name '{name}', and none ever was", name);
            }
        }

        foreach (var kind in (Kind ?? []).Where(kind => IsPlain(kind) && !EventKind.All.Contains(kind, StringComparer.OrdinalIgnoreCase)))
        {
            Warn($"'{kind}' is no kind of change that MicroStatus writes. Those are {string.Join(", ", EventKind.All)}.");
        }
    }
}
