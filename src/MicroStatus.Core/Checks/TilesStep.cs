using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Tiles.Montage.Automatic;

namespace MicroStatus.Checks;

/// <summary>Makes the montages of datasets whose imaging has finished, while the sample is still on the microscope (lab.md §4).</summary>
public sealed class TilesStep : ICheckStep
{
    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Tiles;

    /// <inheritdoc/>
    public Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (!context.Settings.Tiles.Montage.Enabled)
        {
            return Task.FromResult<string?>("Off (Tiles:Montage:Enabled).");
        }

        var tools = new MontageTools
        {
            Settings = context.Settings,
            Files = context.Files,
            Instruments = context.Instruments,
            Montages = context.Montages,
            Database = context.Database,
            Gate = context.Gate,
            Messages = context.Messages,
            News = context.News,
        };
        return Task.FromResult(new MontageRound(tools, new Listener(context, Step), TimeProvider.System).Run(cancellationToken));
    }

    private sealed class Listener(CheckContext context, CheckStep step) : IMontageListener
    {
        public void Progress(int done, int total, string name) => context.Observer.Progress(step, done, total, name);

        public void Written(AppliedChange applied) => context.Report.Add(applied, step);

        public void Delayed(Dataset row, string reason) => context.Log.Warning($"{row.Name}: its montage could not be made, and is tried again. {reason}");

        public void GivenUp(Dataset row, string reason, Exception? cause) =>
            context.Report.Add(new CheckProblem(step, row.Id, row.Name, row.Path, $"{row.Name}: its montage could not be made. {reason}", cause));
    }
}
