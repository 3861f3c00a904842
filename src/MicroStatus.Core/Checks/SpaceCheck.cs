using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>Measures a store that is present, and decides what follows: a sample, a level, a warning (lab.md §7).</summary>
/// <param name="context">The check.</param>
/// <param name="cancellationToken">Stops reading.</param>
public sealed class SpaceCheck(CheckContext context, CancellationToken cancellationToken)
{
    /// <summary>What one measurement of a store leads to, to be written in one transaction.</summary>
    /// <param name="store">The store.</param>
    /// <returns>What is to be written, or null when nothing is.</returns>
    public DatasetChangeSet? Of(LabStore store)
    {
        if (Measure(store) is not { } space)
        {
            return null;
        }

        var root = store.Settings.Root;
        var settings = context.Settings.Storage;
        var memory = context.Database.StorageHistory.Read(store.Name, root);
        var before = memory.State?.Level ?? StorageLevel.None;
        var level = StorageLevels.Next(before, space.Percent, settings.Warnings);
        var state = memory.State?.Level == level ? null : new StorageState(level, context.Now);
        var isSampled = SampleRules.IsDue(memory.Last, space, context.Now, settings.Samples) || state is not null;
        var warnings = StorageWarningRows.Due(store, level, memory.Warnings, settings.Warnings);
        warnings = warnings.Count > 0 && context.Gate.MayAct() ? warnings : [];
        if (!isSampled && warnings.Count == 0)
        {
            return null;
        }

        return new DatasetChangeSet
        {
            Path = root,
            Name = store.Name,
            Events = level == before ? [] : [Event(store, before, level, space)],
            Messages = level > before && IsNews(memory.Last) ? [Warning(store, space, level)] : [],
            Warnings = warnings,
            Storage = isSampled
                ? new StorageRecord
                {
                    Store = store.Name,
                    Root = root,
                    State = state,
                    Sample = new StorageSample(store.Name, context.Now, space.Size, space.Used, space.Free),
                    Forgotten = Forgotten(store, memory.Last),
                }
                : null,
        };
    }

    private VolumeSpace? Measure(LabStore store)
    {
        try
        {
            return context.Volumes.Measure(store.Settings.Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Report.Add(new CheckProblem(
                CheckStep.Storage, null, store.Name, store.Settings.Root, $"{store.Name}: its space cannot be measured. {e.Message}", e));
            return null;
        }
    }

    // What was so before the take-over is nobody's news (lab.md §6): a rise counts when the measurement before it was made after it.
    private bool IsNews(StorageSample? last) => context.State.Since is not { } since || (context.Now > since && last?.Time >= since);

    private OutboxMessage Warning(LabStore store, VolumeSpace space, StorageLevel level)
    {
        var survey = new StorageSurvey(context.Settings, context.Volumes, context.Files, context.Instruments, context.Database, context.Now);
        return new StorageMessages(context.Messages).Warning(survey.Describe(store, space, level, context.Now, cancellationToken), context.Now);
    }

    private DatasetEvent Event(LabStore store, StorageLevel before, StorageLevel level, VolumeSpace space) => new()
    {
        Time = context.Now,
        Name = store.Name,
        Path = store.Settings.Root,
        Kind = EventKind.Storage,
        Field = "level",
        From = before.ToString(),
        To = level.ToString(),
        Why = StorageMessages.HowFull(store.Name, space, level),
    };

    // Thinned when an hour begins: no sample stays longer than an hour beyond its time, and other checks read nothing for it.
    private IReadOnlyList<DateTimeOffset> Forgotten(LabStore store, StorageSample? last)
    {
        if (last is null || last.Time.UtcTicks / TimeSpan.TicksPerHour == context.Now.UtcTicks / TimeSpan.TicksPerHour)
        {
            return [];
        }

        var settings = context.Settings.Storage.Samples;
        var old = context.Database.StorageHistory.ReadSamples(store.Name, store.Settings.Root, since: null, until: context.Now - settings.AllFor);
        return SampleRules.Superfluous(old.Select(sample => sample.Time), context.Now, settings);
    }
}
