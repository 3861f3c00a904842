using MicroStatus.Messages.Delivery;

namespace MicroStatus.Checks;

/// <summary>Delivers the messages that are due, after the commit of what caused them (lab.md §10).</summary>
/// <remarks>What a person must repair is told once, in the report and the log: never in the channel that does not work. What passes by itself is said
/// in the step's note.</remarks>
public sealed class MessagesStep : ICheckStep
{
    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Messages;

    /// <inheritdoc/>
    public async Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var run = new OutboxRun(context.OpenChat, context.Database, context.Gate, context.Files, context.Log, context.Settings, context.Clock);
        var result = await run.RunAsync(cancellationToken).ConfigureAwait(false);
        foreach (var refused in result.Delivery.Refused)
        {
            context.Report.Add(new CheckProblem(
                Step,
                refused.Id,
                refused.Name ?? refused.Kind,
                null,
                $"A message ({refused.Kind}) was not sent, and will not be: {refused.LastError} It says: {refused.Text}",
                null));
        }

        foreach (var refused in result.Delivery.RefusedPictures)
        {
            context.Report.Add(new CheckProblem(
                Step,
                refused.Id,
                refused.Name ?? refused.Kind,
                refused.Picture!.File,
                $"The picture of a message ({refused.Kind}) was not uploaded, and will not be: {refused.Picture.LastError}",
                null));
        }

        if (result.Fault is { ErrorId: "MessagesRefused" } refusal)
        {
            context.Report.AddAilment(refusal.Message);
        }

        if (result is { IsNews: true, Fault: { } fault })
        {
            context.Report.Add(new CheckProblem(Step, null, "messages", null, $"{fault.Message} {fault.RecommendedAction}".TrimEnd(), Cause(fault)));

            // Only now: a check that ends in between tells it again rather than never.
            run.NoteTold(result);
        }

        return result.Note;
    }

    // Without an account nothing has failed yet: it is a finding.
    private static StatusException? Cause(StatusException fault) => fault.ErrorId == "SlackNotConfigured" ? null : fault;
}
