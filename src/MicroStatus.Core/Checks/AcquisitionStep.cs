using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Trash;

namespace MicroStatus.Checks;

/// <summary>Discover datasets, observe their imaging, decide, write (lab.md §2–4). Each dataset is isolated.</summary>
public sealed class AcquisitionStep : ICheckStep
{
    private const string TakenOver = "acquisition/taken-over";

    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Acquisition;

    /// <inheritdoc/>
    public Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Run(context, cancellationToken));

    private string? Run(CheckContext context, CancellationToken cancellationToken)
    {
        var store = context.Settings.Storage.FastStore;
        var presence = StorageStep.Presence(context, nameof(context.Settings.Storage.FastStore), store);
        if (!presence.IsPresent)
        {
            return $"Suspended: {presence.Reason}";
        }

        if (context.Gate.MayAct())
        {
            // A colour that is half gone is nobody's surprise.
            new TrashDeposit(TrashStep.ToolsOf(context)).Settle(
                applied => context.Report.Add(applied, Step),
                (intent, e) => context.Report.Add(new CheckProblem(Step, intent.Id, intent.What, null, $"{intent.What} It could not be gone on with: {e.Message}", e)));
        }

        var takeOver = context.State.Since?.ToString("O", CultureInfo.InvariantCulture);
        context = context with { IsFirstActive = takeOver is not null && context.Database.ReadNote(TakenOver) != takeOver };
        var rows = DatasetRows.Read(context.Database, context.Report, cancellationToken);
        var discovery = new DatasetDiscovery(context.Settings, context.Files, context.Instruments);
        var found = discovery.Run(
            context.Database.ReadFolders(),
            path => rows.ContainsKey(path) || context.Database.ReadObservation(path) is not null,
            context.Now,
            cancellationToken);
        foreach (var fault in found.Faults)
        {
            context.Report.Add(new CheckProblem(Step, null, Path.GetFileName(fault.Path), fault.Path, $"'{fault.Path}' cannot be read: {fault.Cause.Message}", fault.Cause));
        }

        var keeper = new QuarantineKeeper(context);
        new AcquisitionRound(context, rows, keeper).Run(found.Found, cancellationToken);
        presence = StorageStep.Presence(context, nameof(context.Settings.Storage.FastStore), store);
        if (!presence.IsPresent)
        {
            return $"Suspended: {presence.Reason}"; // unmounted meanwhile: nothing that is not there now is gone
        }

        new VanishedDatasets(context).Report(rows.AsReadOnly(), found);
        keeper.Write();
        if (found.Changed.Count > 0 || found.Forgotten.Count > 0)
        {
            context.Gate.WriteOwn((database, lease) => database.WriteFolders(found.Changed, found.Forgotten, lease));
        }

        if (context.IsFirstActive && context.Gate.MayAct())
        {
            context.Gate.WriteOwn((database, lease) => database.WriteNote(TakenOver, takeOver, lease));
        }

        return null;
    }
}
