using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Are the stores there? One that is not is announced once, and nothing about its datasets is decided (lab.md §1).</summary>
public sealed class StorageStep : ICheckStep
{
    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Storage;

    /// <inheritdoc/>
    public string? Run(CheckContext context, CancellationToken cancellationToken)
    {
        Look(context, nameof(StorageSettings.FastStore), context.Settings.Storage.FastStore);
        Look(context, nameof(StorageSettings.Hive), context.Settings.Storage.Hive);
        return null;
    }

    /// <summary>Whether a store can be believed now.</summary>
    /// <param name="context">The check.</param>
    /// <param name="name">The store's name.</param>
    /// <param name="store">The store.</param>
    /// <returns>What was seen.</returns>
    public static StorePresence Presence(CheckContext context, string name, StoreSettings store) =>
        StorePresence.Look(store, context.Files, context.Database.ReadNote(StorePresence.MountNote(name, store)) is not null);

    private static void Look(CheckContext context, string name, StoreSettings store)
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

            return;
        }

        context.Report.Add(new CheckProblem(CheckStep.Storage, null, name, store.Root, $"{name} is absent: {presence.Reason}", null));
        if (!context.Gate.MayAct())
        {
            return;
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
                Messages = [ImagingMessages.StoreAbsent(name, presence.Reason ?? string.Empty, since)],
            },
        ]);
    }
}
