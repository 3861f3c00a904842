using MicroStatus.Processing.Analysis;

namespace MicroStatus.Checks;

/// <summary>Creates the analysis tasks of brain datasets that have finished (lab.md §12). Off by default.</summary>
public sealed class AnalysisStep : ICheckStep
{
    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Analysis;

    /// <inheritdoc/>
    public Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (!context.Settings.Analysis.Enabled)
        {
            return Task.FromResult<string?>("Off (Analysis:Enabled).");
        }

        new AnalysisRound(TrashStep.ToolsOf(context), context.Messages, context.State.Since).Run(
            applied => context.Report.Add(applied, Step),
            (id, name, e) => context.Report.Add(new CheckProblem(Step, id, name, null, $"{name}: its analysis task was not created. {e.Message}", e)),
            cancellationToken);
        return Task.FromResult<string?>(null);
    }
}
