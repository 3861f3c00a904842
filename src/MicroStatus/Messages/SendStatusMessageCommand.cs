using System.Globalization;
using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Messages.Chat;
using MicroStatus.Messages.Delivery;

namespace MicroStatus.Messages;

/// <summary>Sends a message to the lab's channel or into a dataset's thread, tries the channel, or delivers what waits.</summary>
/// <remarks>
/// A message is added to the outbox and then delivered, with everything that waits before it: a crash in between loses nothing, since the next status check
/// delivers what is left. While a check runs, or where checks run on another node, the message stays in the outbox and a check delivers it; a warning says
/// so. The message comes back as it then stands (see Get-StatusMessage). With -Test a message is posted at once, past the outbox and the database: it
/// works beside a running check and in Observe mode, and a test that fails leaves nothing behind that would be sent later. In Observe mode nothing else is
/// sent. Where messages are off (Messages:MessagesEnabled is false), texts go to the log, and -Test posts nothing.
/// </remarks>
/// <example>
/// <code>Send-StatusMessage -Test</code>
/// Posts a test message: shows that token, channel and invitation are right.
/// </example>
/// <example>
/// <code>Send-StatusMessage 'Hive is being serviced until noon: nothing moves there.' -Severity Warning</code>
/// Sends a message to the channel.
/// </example>
/// <example>
/// <code>Get-Dataset 8257_try2_stack1 | Send-StatusMessage 'Layer 12 is being imaged again.'</code>
/// Sends a message into the dataset's thread; with -Severity Warning it is shown in the channel as well.
/// </example>
/// <example>
/// <code>Send-StatusMessage -Pending</code>
/// Delivers what waits, without a status check, and says how many messages were sent.
/// </example>
[Cmdlet(VerbsCommunications.Send, "StatusMessage", DefaultParameterSetName = ById, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OutboxEntry), ParameterSetName = [ById, ByName])]
[OutputType(typeof(ChatReceipt), ParameterSetName = [Trial])]
[OutputType(typeof(DeliveryResult), ParameterSetName = [Waiting])]
public sealed class SendStatusMessageCommand : OutboxSendCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";
    private const string Trial = "Test";
    private const string Waiting = "Pending";

    private const string Channel = "the Slack channel";

    /// <summary>What is said: plain text, 3,000 characters at most. Nothing in it formats or mentions anyone.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0)]
    [ValidateLength(1, 3000)]
    [ValidatePattern(@"\S")]
    public string? Text { get; set; }

    /// <summary>Database ids of the datasets into whose threads the message goes. Without it and -Name: the channel.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[]? Id { get; set; }

    /// <summary>Names of the datasets into whose threads the message goes; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>How urgent it is. In a thread, what is more than Information is shown in the channel as well.</summary>
    [Parameter(ParameterSetName = ById)]
    [Parameter(ParameterSetName = ByName)]
    public MessageSeverity Severity { get; set; } = MessageSeverity.Information;

    /// <summary>Posts a test message to the channel at once.</summary>
    [Parameter(ParameterSetName = Trial, Mandatory = true)]
    public SwitchParameter Test { get; set; }

    /// <summary>Delivers what waits, in the same order and at the same pace as a status check does.</summary>
    [Parameter(ParameterSetName = Waiting, Mandatory = true)]
    public SwitchParameter Pending { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ParameterSetName switch
    {
        Trial => TestAsync(cancellationToken),
        Waiting => DeliverAsync(cancellationToken),
        _ => SayAsync(cancellationToken),
    };

    private async Task SayAsync(CancellationToken cancellationToken)
    {
        RequireActive(cancellationToken);
        if (Id is null && Name is null)
        {
            if (MyInvocation.ExpectingInput)
            {
                // Without this, what is about one dataset would go to the whole channel.
                Report(
                    new StatusException(
                        "DatasetNotGiven",
                        StatusErrorCategory.InvalidData,
                        "What was piped is about no dataset, so that there is no thread for the message.",
                        "Pipe datasets or ids, or give -Id or -Name; without any of them the message goes to the channel."));
                return;
            }

            await SayAsync(Channel, dataset: null, cancellationToken);
            return;
        }

        foreach (var dataset in Select(new DatasetFilter { Ids = Id ?? [], Names = Name ?? [] }, cancellationToken))
        {
            await SayAsync(string.Create(CultureInfo.InvariantCulture, $"the thread of #{dataset.Id} {DisplayText.Of(dataset.Name)}"), dataset, cancellationToken);
        }
    }

    private async Task SayAsync(string target, Dataset? dataset, CancellationToken cancellationToken)
    {
        if (await MayAsync(target, $"Send the message '{DisplayText.Of(Text)}'"))
        {
            var messages = new FreeMessages(new MessageCatalogue(Settings.Messages));
            AddToOutbox(messages.Of(NewKey(MessageKind.Free), Text!, Severity, dataset?.Name), dataset, cancellationToken);
        }
    }

    private async Task TestAsync(CancellationToken cancellationToken)
    {
        if (!Settings.Messages.MessagesEnabled)
        {
            throw new StatusException(
                "MessagesOff",
                StatusErrorCategory.InvalidOperation,
                "Messages are off (Messages:MessagesEnabled is false), so nothing is posted.",
                "Remove Messages:MessagesEnabled from the settings. Test-StatusSettings -Category Slack tries token and channel without posting.");
        }

        var chat = Backend.OpenChat(Settings);
        if (!await MayAsync(Channel, "Post a test message"))
        {
            return;
        }

        try
        {
            var content = FreeMessages.Test(Environment.UserName, Machine);
            Emit(await chat.PostAsync(new ChatPost(NewKey("test"), content, Thread: null, Broadcast: false), cancellationToken));
        }
        catch (ChatException e)
        {
            throw new StatusException(
                "MessageNotSent",
                e.Fault is ChatFault.RateLimited or ChatFault.Unreachable or ChatFault.Unsure ? StatusErrorCategory.Failure : StatusErrorCategory.Permission,
                e.Fault == ChatFault.Unsure ? $"Nobody knows whether the test message arrived: look into the channel. {e.Message}" : e.Message,
                "Test-StatusSettings -Category Slack says what works and what does not.",
                e.Reason,
                e);
        }
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        RequireActive(cancellationToken);
        var waiting = OpenDatabase(cancellationToken).Outbox.Find(OutboxRun.Waiting, cancellationToken).Count();
        if (await MayAsync(Channel, string.Create(CultureInfo.InvariantCulture, $"Deliver what waits ({waiting} messages)")))
        {
            var result = await new PendingMessages(Backend, Settings).DeliverAsync(Machine, cancellationToken);
            Emit(result.Delivery);
            Tell(result, Settings);
        }
    }
}
