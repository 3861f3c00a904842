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
        StorePresence.Look(store, context.Files, context.Database.ReadNote(MountNote(name, store)) is not null);

    private static void Look(CheckContext context, string name, StoreSettings store)
    {
        var presence = Presence(context, name, store);
        var absentNote = $"store/{name}/absent-since";
        var absentSince = context.Database.ReadNote(absentNote);
        if (presence.IsPresent)
        {
            if (presence.IsMountPoint && context.Database.ReadNote(MountNote(name, store)) is null)
            {
                context.Gate.WriteOwn((database, lease) => database.WriteNote(MountNote(name, store), "1", lease));
            }

            if (absentSince is not null)
            {
                context.Gate.WriteOwn((database, lease) => database.WriteNote(absentNote, null, lease));
            }

            return;
        }

        context.Report.Add(new CheckProblem(CheckStep.Storage, null, name, store.Root, $"{name} is absent: {presence.Reason}", null));
        if (absentSince is not null)
        {
            return;
        }

        var announcement = new DatasetChangeSet
        {
            Path = store.Root,
            Name = name,
            Messages = [ImagingMessages.StoreAbsent(name, presence.Reason ?? string.Empty, context.Now)],
        };
        if (context.Gate.MayAct())
        {
            _ = context.Gate.Write([announcement]);
            context.Gate.WriteOwn((database, lease) =>
                database.WriteNote(absentNote, context.Now.ToString("O", CultureInfo.InvariantCulture), lease));
        }
    }

    // By root: a store that is configured to lie elsewhere may be a plain folder there.
    private static string MountNote(string name, StoreSettings store) => $"store/{name}/mounted/{store.Root}";
}
