using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Messages;

/// <summary>Shows messages: those that wait, those that were sent, and those that Slack refused.</summary>
/// <remarks>
/// Every message is kept in the database, in the transaction of the change that caused it, before it is sent. Pending: it waits for its turn. Sending and
/// Unsure: nobody knows whether Slack took it; it is looked for in the channel before it is sent again. Sent: Slack took it, or it was written to the log
/// while messages are off. Failed: Slack will never take it; LastError says why. Skipped: it was due before messages were sent at all. Picture is the file
/// that is shown below the message, with a state of its own; it is uploaded after its message. Messages come oldest first. The database is opened for reading only, so that this works beside a running check.
/// </remarks>
/// <example>
/// <code>Get-StatusMessage -State Failed | Format-List</code>
/// Shows which messages Slack refused, and why.
/// </example>
/// <example>
/// <code>Get-Dataset 8257_try2_stack1 | Get-StatusMessage</code>
/// Shows everything that was said about one dataset.
/// </example>
/// <example>
/// <code>Get-StatusMessage -State Pending, Sending, Unsure</code>
/// Shows what waits to be sent.
/// </example>
/// <example>
/// <code>Get-StatusMessage -Kind storage-* -Last 10</code>
/// Shows the newest ten warnings about space.
/// </example>
[Cmdlet(VerbsCommon.Get, "StatusMessage", DefaultParameterSetName = ById)]
[OutputType(typeof(OutboxEntry))]
public sealed class GetStatusMessageCommand : DatasetReadCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";

    /// <summary>Database ids of datasets.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[]? Id { get; set; }

    /// <summary>Names of datasets; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Where the messages stand: Pending, Sending, Unsure, Sent, Failed, Skipped.</summary>
    [Parameter]
    public OutboxState[]? State { get; set; }

    /// <summary>Kinds of messages, for example imaging-finished, needs-attention, daily-summary; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MessageKindCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Kind { get; set; }

    /// <summary>Only messages that became due at or after this moment.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only messages that became due before this moment.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only the newest messages, so many of those that the other parameters let through, of each dataset that is piped; the oldest of them still comes first.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var filter = new OutboxFilter
        {
            Ids = Id ?? [],
            Names = Name ?? [],
            Kinds = Kind ?? [],
            States = State ?? [],
            Since = Since,
            Before = Before,
            Last = Last,
        };
        var database = OpenDatabase(cancellationToken);
        var isFound = false;
        foreach (var entry in database.Outbox.Find(filter, cancellationToken))
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

    // A mistyped name or kind must not read as "nothing was said".
    private void ExplainNothing(IDatasetDatabase database, CancellationToken cancellationToken)
    {
        foreach (var name in (Name ?? []).Where(IsPlain))
        {
            if (!database.FindDatasets(new DatasetFilter { Names = [name] }, cancellationToken).Any())
            {
                ReportNotFound($"the name '{name}'", name);
            }
        }

        foreach (var kind in (Kind ?? []).Where(kind => IsPlain(kind) && !MessageKindCompleter.Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase)))
        {
            Warn($"'{kind}' is no kind of message that MicroStatus writes. Those are {string.Join(", ", MessageKindCompleter.Kinds)}.");
        }
    }
}
