using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Are the stores there, and how full are they? One that is absent is announced once, and nothing about its datasets is decided
/// (lab.md §1); one that fills up is warned of (lab.md §7).</summary>
public sealed class StorageStep : ICheckStep
{
    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Storage;

    /// <inheritdoc/>
    public Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Run(context, cancellationToken));

    private string? Run(CheckContext context, CancellationToken cancellationToken)
    {
        var space = new SpaceCheck(context, cancellationToken);
        var changes = new List<DatasetChangeSet>();
        foreach (var store in LabStore.All(context.Settings.Storage))
        {
            if (IsPresent(context, store.Name, store.Settings) && space.Of(store) is { } change)
            {
                changes.Add(change);
            }
        }

        if (changes.Count > 0)
        {
            foreach (var applied in context.Gate.Write(changes))
            {
                context.Report.Add(applied, Step);
            }
        }

        return null;
    }

    /// <summary>Whether a store can be believed now.</summary>
    /// <param name="context">The check.</param>
    /// <param name="name">The store's name.</param>
    /// <param name="store">The store.</param>
    /// <returns>What was seen.</returns>
    public static StorePresence Presence(CheckContext context, string name, StoreSettings store) =>
        StorePresence.Look(store, context.Files, context.Database.ReadNote(StorePresence.MountNote(name, store)) is not null);

    private static bool IsPresent(CheckContext context, string name, StoreSettings store)
    {
        var presence = Presence(context, name, store);
        var absentNote = $"store/{name}/absent-since";
        var absentSince = context.Database.ReadNote(absentNote);
        if (presence.IsPresent)
        {
            if (presence.IsMountPoint && context.Database.ReadNote(StorePresence.MountNote(name, store)) is null)
            {
                context.Gate.WriteOwn((database, lease) => database.WriteNote(StorePresence.MountNote(name, store), "1", lease));
            }

            if (absentSince is not null)
            {
                context.Gate.WriteOwn((database, lease) => database.WriteNote(absentNote, null, lease));
            }

            return true;
        }

        var absence = $"{name} is absent: {presence.Reason}";
        context.Report.AddAilment(absence);
        context.Report.Add(new CheckProblem(CheckStep.Storage, null, name, store.Root, absence, null));
        if (!context.Gate.MayAct())
        {
            return false;
        }

        // The moment is the message's key: noted first, so that a check that ends in between neither loses it nor says it twice.
        if (!DateTimeOffset.TryParseExact(absentSince, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since))
        {
            since = context.Now;
            context.Gate.WriteOwn((database, lease) => database.WriteNote(absentNote, since.ToString("O", CultureInfo.InvariantCulture), lease));
        }

        _ = context.Gate.Write(
        [
            new DatasetChangeSet
            {
                Path = store.Root,
                Name = name,
                Messages = [new StorageMessages(context.Messages).Absent(name, store.Root, presence.Reason ?? string.Empty, since)],
            },
        ]);
        return false;
    }
}
