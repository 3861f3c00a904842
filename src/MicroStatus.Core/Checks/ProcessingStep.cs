using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Feeds and watches the processing of both instruments (lab.md §3, §4).</summary>
public sealed class ProcessingStep : ICheckStep
{
    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Processing;

    /// <inheritdoc/>
    public async Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        // Some products are on the other store: without it nothing is concluded from what is missing.
        var absent = new DatasetWhereabouts(context.Settings, context.Files, context.Database).Suspended.FirstOrDefault();
        if (absent is not null)
        {
            return $"Suspended: {absent}";
        }

        var tools = new ProcessingTools
        {
            Folders = TrashStep.ToolsOf(context),
            Verified = context.VerifiedFiles,
            Cluster = context.Cluster,
            Messages = context.Messages,
            News = context.News,
        };
        var underWay = await new ProcessingRound(tools, context.Pipelines, new Listener(context, Step)).RunAsync(_ => true, cancellationToken).ConfigureAwait(false);
        return underWay == 0 ? null : FormattableString.Invariant($"{underWay} under way.");
    }

    private sealed class Listener(CheckContext context, CheckStep step) : IProcessingListener
    {
        public void Written(AppliedChange applied) => context.Report.Add(applied, step);

        public void Failed(long? id, string what, Exception cause) =>
            context.Report.Add(new CheckProblem(step, id, what, null, $"The processing of {what} could not be looked at: {cause.Message}", cause));

        public void Lost(Dataset row, string loss) => context.Report.Add(new CheckProblem(step, row.Id, row.Name, row.Path, $"{row.Name}: {loss}", null));
    }
}
