namespace MicroStatus.Testing.Slack;

/// <summary>Decides what goes wrong. Asked once for each call, in the order of arrival, never by two threads at once.</summary>
public interface IFaultPlan
{
    /// <summary>The fault of a call.</summary>
    SlackFault For(ReceivedCall call);
}
