using MicroStatus.Testing.Slack;

namespace MicroStatus.Module.Tests.Messages;

/// <summary>Faults, and moments at which a test kills the process that posts: a message is accepted or not, and its answer never comes.</summary>
internal sealed class CrashPoints(IFaultPlan others) : IFaultPlan
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _reached = new();
    private FaultKind _kind;
    private int _after = -1;

    /// <summary>Posts that say they may be a repeat are answered: a second doubt about one message is another test's matter.</summary>
    public bool SparesRepeats { get; init; }

    /// <summary>Arms a crash point.</summary>
    /// <param name="kind">What becomes of the message.</param>
    /// <param name="after">How many posts come before it.</param>
    /// <returns>Completes when it is reached.</returns>
    public Task Arm(FaultKind kind, int after)
    {
        lock (_lock)
        {
            (_kind, _after, _reached) = (kind, after, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return _reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>No crash point any more.</summary>
    public void Disarm()
    {
        lock (_lock)
        {
            _after = -1;
        }
    }

    public SlackFault For(ReceivedCall call)
    {
        if (call.Method != "chat.postMessage" || (SparesRepeats && call.Text.Contains("May be a repeat", StringComparison.Ordinal)))
        {
            return SlackFault.None;
        }

        lock (_lock)
        {
            if (_after < 0 || _after-- > 0)
            {
                return others.For(call);
            }

            _reached.SetResult();
            return new SlackFault(_kind);
        }
    }
}
