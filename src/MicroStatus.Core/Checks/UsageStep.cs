using MicroStatus.Usage;

namespace MicroStatus.Checks;

/// <summary>Reports the microscope time of datasets that are imaged (lab.md §11). Off by default.</summary>
public sealed class UsageStep : ICheckStep
{
    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Usage;

    /// <inheritdoc/>
    public async Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken) => !context.Settings.Usage.Enabled
        ? "Off (Usage:Enabled)."
        : await new UsageRound(UsageTools.Of(context), context.State.Since, TimeProvider.System).RunAsync(
            applied => context.Report.Add(applied, Step),
            (row, text) => context.Report.Add(new CheckProblem(Step, row.Id, row.Name, row.Path, text, null)),
            (row, e) => context.Report.Add(new CheckProblem(Step, row.Id, row.Name, row.Path, $"{row.Name}: its microscope time was not reported. {e.Message}", e)),
            cancellationToken).ConfigureAwait(false);
}
