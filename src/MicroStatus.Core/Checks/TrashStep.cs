using System.Globalization;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Checks;

/// <summary>Empties FastStore's trash once a day, and at once when FastStore became critically full, as far as proof allows (lab.md §7, §9).</summary>
public sealed class TrashStep : ICheckStep
{
    private const string FastStore = nameof(Configuration.StorageSettings.FastStore);
    private const string DailyNote = "trash/looked-at";
    private const string AfterNote = "trash/after";
    private const string EmergencyNote = "trash/emergency"; // since when, and what it freed so far

    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Trash;

    /// <inheritdoc/>
    public async Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Gate.MayAct())
        {
            new DatasetRestorer(ToolsOf(context)).Settle((what, e) => Failed(context, what, e));
            await new DatasetRetrieval(ToolsOf(context), context.Cluster).SettleAsync(_ => true, (what, e) => Failed(context, what, e), cancellationToken).ConfigureAwait(false);
        }

        var emergency = EmergencyOf(context, out var freedBefore);
        var isNew = emergency == context.Now;
        if (emergency is null && !IsDue(context))
        {
            return null;
        }

        var tools = ToolsOf(context);
        if (new TrashSurvey(tools).Suspended is { } suspended)
        {
            return $"Suspended: {suspended}";
        }

        // Real time: the lab's clock may stand still.
        var round = new TrashRound(tools, emergency is not null, TimeProvider.System, context.Settings.Trash.MostTime);
        var freed = freedBefore;
        var kept = 0;
        await foreach (var removal in round.RunAsync(
            isNew ? null : context.Database.ReadNote(AfterNote), _ => true, (what, e) => Failed(context, what, e), cancellationToken).ConfigureAwait(false))
        {
            freed += removal.Freed;
            kept += removal.IsGone ? 0 : 1;
            Tell(context, removal);
        }

        if (context.Gate.MayAct())
        {
            Note(context, round, emergency, freed, kept);
        }

        return (freed > freedBefore ? $"{ByteText.Of(freed - freedBefore)} freed. " : string.Empty)
            + (round.IsDone ? string.Empty : "The rest goes on at the next check.") is { Length: > 0 } note ? note.TrimEnd() : null;
    }

    /// <summary>What those who act on moved datasets need of a check.</summary>
    internal static TrashTools ToolsOf(CheckContext context) => new()
    {
        Settings = context.Settings,
        Files = context.Files,
        FileActs = context.FileActs,
        Folders = context.DataFolders,
        Hashes = context.FileHashes,
        Imaris = context.Imaris,
        TiffHeaders = context.TiffHeaders,
        Database = context.Database,
        Gate = context.Gate,
        Now = context.Now,
    };

    // Begun at the check that entered the level, and gone on with until the whole trash was looked at.
    private static DateTimeOffset? EmergencyOf(CheckContext context, out long freed)
    {
        freed = 0;
        var store = context.Settings.Storage.FastStore;
        if (context.Database.StorageHistory.Read(FastStore, store.Root).State is { Level: StorageLevel.Critical } state && state.Since == context.Now)
        {
            return context.Now;
        }

        if (context.Database.ReadNote(EmergencyNote)?.Split(' ') is [var since, var bytes]
            && DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, out var begun)
            && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out freed))
        {
            return begun;
        }

        return null;
    }

    // Looked at once a day (lab.md §9); what was not finished goes on.
    private static bool IsDue(CheckContext context) =>
        !DateTimeOffset.TryParse(context.Database.ReadNote(DailyNote), CultureInfo.InvariantCulture, out var last)
        || context.Now - last >= context.Settings.Trash.Interval;

    private static void Note(CheckContext context, TrashRound round, DateTimeOffset? emergency, long freed, int kept)
    {
        context.Gate.WriteOwn((database, lease) =>
        {
            database.WriteNote(AfterNote, round.After, lease);
            database.WriteNote(EmergencyNote, emergency is { } since && !round.IsDone ? string.Create(CultureInfo.InvariantCulture, $"{since:O} {freed}") : null, lease);
            if (round.IsDone)
            {
                database.WriteNote(DailyNote, context.Now.ToString("O", CultureInfo.InvariantCulture), lease);
            }
        });
        if (emergency is { } critical && round.IsDone && (freed > 0 || kept > 0))
        {
            var rest = kept == 0 ? string.Empty : FormattableString.Invariant($"{kept} entries had to stay; Get-DatasetTrash -Explain tells why.");
            var message = new StorageMessages(context.Messages).TrashEmptied(FastStore, freed, MessageValue.Sentence(rest), critical);
            context.Gate.Write([new DatasetChangeSet { Name = FastStore, Path = context.Settings.Storage.FastStore.Root, Messages = [message] }]);
        }
    }

    private void Tell(CheckContext context, TrashRemoval removal)
    {
        if (removal.IsGone || removal.WouldGo)
        {
            var why = removal.WouldGo ? "Its time is over, and its proof holds." : $"{ByteText.Of(removal.Freed)} freed.";
            var happened = new DatasetEvent { Time = context.Now, Id = removal.Id, Name = removal.Name, Path = removal.Path, Kind = EventKind.Trash, From = removal.Path, To = "deleted", Why = why };
            context.Report.Add(new AppliedChange(new DatasetChangeSet { Id = removal.Id, Name = removal.Name, Path = removal.Path, Events = [happened] }, removal.Id, [], Error: null), Step);
        }
        else if (!removal.IsUnfinished)
        {
            context.Report.Add(new CheckProblem(Step, removal.Id, removal.Name, removal.Path, $"{removal.Path} stays in the trash: {removal.Reason}", null));
        }
    }

    private void Failed(CheckContext context, string what, Exception cause) =>
        context.Report.Add(new CheckProblem(Step, null, null, what, $"{what}: {cause.Message}", cause));
}
