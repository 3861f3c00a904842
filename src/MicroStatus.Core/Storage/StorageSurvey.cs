using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Storage;

/// <summary>Tells of each store how full it is and when it will be full. Reads, and writes nothing.</summary>
/// <param name="settings">The settings.</param>
/// <param name="volumes">Measures.</param>
/// <param name="files">The stores.</param>
/// <param name="instruments">The instruments.</param>
/// <param name="database">The database; null when there is none, and then there is no trend.</param>
/// <param name="now">The moment.</param>
public sealed class StorageSurvey(
    StatusSettings settings,
    IVolumes volumes,
    IFileTree files,
    IReadOnlyList<IInstrument> instruments,
    IDatasetDatabase? database,
    DateTimeOffset now)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Lab.TimeZone);
    private IReadOnlyList<RunningAcquisition>? _acquisitions;

    /// <summary>Looks at a store and measures it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What was found; a store that is absent or cannot be measured says why.</returns>
    /// <exception cref="StatusException">The database refuses, as documented at <see cref="IDatasetDatabase"/>.</exception>
    public StorageUsage Look(LabStore store, CancellationToken cancellationToken)
    {
        var wasMountPoint = database?.ReadNote(StorePresence.MountNote(store.Name, store.Settings)) is not null;
        var presence = StorePresence.Look(store.Settings, files, wasMountPoint);
        var state = database?.StorageHistory.Read(store.Name, store.Settings.Root).State;
        var unmeasured = Of(store) with
        {
            IsPresent = presence.IsPresent,
            Reason = presence.Reason,
            Level = state?.Level ?? StorageLevel.None,
            Since = AtLab(state?.Since),
        };
        if (!presence.IsPresent)
        {
            return unmeasured;
        }

        try
        {
            var space = volumes.Measure(store.Settings.Root);
            var level = StorageLevels.Next(state?.Level ?? StorageLevel.None, space.Percent, settings.Storage.Warnings);
            return Describe(store, space, level, level == state?.Level ? state.Since : null, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return unmeasured with { Reason = $"{store.Settings.Root} cannot be measured: {e.Message}" };
        }
    }

    /// <summary>Tells of a store that has been measured what its past and the running acquisitions lead to.</summary>
    /// <param name="store">The store.</param>
    /// <param name="space">What was measured.</param>
    /// <param name="level">The level that follows from it.</param>
    /// <param name="since">Since when, or null.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The whole.</returns>
    public StorageUsage Describe(LabStore store, VolumeSpace space, StorageLevel level, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var measured = Of(store) with
        {
            Size = space.Size,
            Used = space.Used,
            Free = space.Free,
            Percent = space.Percent,
            Level = level,
            Since = AtLab(since),
            IsPresent = true,
        };
        if (database is null)
        {
            return measured;
        }

        var rules = settings.Storage.Forecast;
        var from = now - (rules.Window > Day ? rules.Window : Day) - TimeSpan.FromHours(1);
        var past = database.StorageHistory.ReadSamples(store.Name, store.Settings.Root, from, now);
        var recent = past.Where(sample => now - sample.Time <= rules.Window);
        var rate = GrowthRate.PerDay(recent.Append(new StorageSample(store.Name, now, space.Size, space.Used, space.Free)), rules);
        var acquisitions = store.TakesAcquisitions ? _acquisitions ??= new RunningAcquisitions(database, instruments).Find(cancellationToken) : [];
        var forecast = new StorageForecast(now, rate, acquisitions, rules.Horizon);
        return measured with
        {
            GrowthPerDay = rate is { } bytes ? (long)bytes : null,
            ChangeInADay = past.LastOrDefault(sample => now - sample.Time is var age && age >= Day && age <= Day + TimeSpan.FromHours(1)) is { } yesterday
                ? space.Used - yesterday.Used
                : null,
            ExpectedFromAcquisitions = Expected(acquisitions),
            FullAt = AtLab(forecast.When(space.Free)),
            NextLevelAt = StorageLevels.Above(level) is { } next
                ? AtLab(forecast.When(space.BytesUntil(StorageLevels.Threshold(next, settings.Storage.Warnings))))
                : null,
        };
    }

    private static StorageUsage Of(LabStore store) =>
        new() { Store = store.Name, Root = store.Settings.Root, WindowsRoot = store.Settings.WindowsRoot };

    private static long? Expected(IReadOnlyList<RunningAcquisition> acquisitions)
    {
        var known = acquisitions.Where(acquisition => acquisition.BytesLeft is not null).ToList();
        return known.Count == 0 && acquisitions.Count > 0
            ? null
            : (long)known.Aggregate(Int128.Zero, (sum, acquisition) => Int128.Min(sum + acquisition.BytesLeft!.Value, long.MaxValue));
    }

    private DateTimeOffset? AtLab(DateTimeOffset? moment) => moment is { } value ? TimeZoneInfo.ConvertTime(value, _zone) : null;
}
