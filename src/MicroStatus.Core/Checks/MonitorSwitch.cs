using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>A person's choice between Observe and Active for one database (lab.md §6).</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
public sealed class MonitorSwitch(IBackend backend, StatusSettings settings)
{
    private readonly TakeOver _takeOver = new(settings);

    /// <summary>Looks whether the database may be taken over; what others did is noted, unless nothing may be written.</summary>
    /// <param name="isWhatIf">Nothing at all is written.</param>
    /// <param name="isForced">Another monitor's traces are no reason to refuse.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The present state, and since when rows have been compared.</returns>
    /// <exception cref="StatusException"><c>OtherMonitorActive</c>, <c>ModeFixedBySettings</c>, <c>LeaseHeld</c>, and database errors as documented at
    /// <see cref="IDatabaseFiles.Open"/>.</exception>
    public async Task<(MonitorState State, DateTimeOffset? WatchedSince)> LookAsync(bool isWhatIf, bool isForced, CancellationToken cancellationToken)
    {
        RequireFreeChoice(CheckMode.Active);
        using var database = backend.DatabaseFiles(settings).Open(isWhatIf ? DatabaseAccess.ReadOnly : DatabaseAccess.ReadWrite, cancellationToken);
        var state = database.ReadMonitorState();
        if (state.Mode == CheckMode.Active)
        {
            return (AtLab(state), null);
        }

        var look = isWhatIf ? database.ReadExternalChanges() : await NoteAsync(database, cancellationToken).ConfigureAwait(false);
        if (!isForced)
        {
            _takeOver.RequireSilence(database, look, Now(), cancellationToken);
        }

        return (AtLab(state), look.WatchedSince);
    }

    /// <summary>Makes the database Active from this moment on.</summary>
    /// <param name="isForced">Another monitor's traces are no reason to refuse.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="StatusException">As for <see cref="LookAsync"/>; nothing was changed.</exception>
    public async Task<MonitorState> EnableAsync(bool isForced, CancellationToken cancellationToken)
    {
        using var database = backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadWrite, cancellationToken);
        var lease = database.AcquireLease(cancellationToken);
        await using (lease.ConfigureAwait(false))
        {
            var look = database.NoteExternalChanges(lease);
            if (!isForced)
            {
                _takeOver.RequireSilence(database, look, Now(), cancellationToken);
            }

            var state = database.ReadMonitorState();
            return AtLab(TakeOver.Record(database, lease, state, settings.Lab.CheckHost ?? state.CheckHost, Now()));
        }
    }

    /// <summary>The present state, for a change to Observe.</summary>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The state.</returns>
    /// <exception cref="StatusException"><c>ModeFixedBySettings</c>, and database errors.</exception>
    public MonitorState Read(CancellationToken cancellationToken)
    {
        RequireFreeChoice(CheckMode.Observe);
        using var database = backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadOnly, cancellationToken);
        return AtLab(database.ReadMonitorState());
    }

    /// <summary>Makes the database Observe; a running check ends first.</summary>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="StatusException"><c>LeaseHeld</c>, and database errors.</exception>
    public async Task<MonitorState> DisableAsync(CancellationToken cancellationToken)
    {
        using var database = backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadWrite, cancellationToken);
        var lease = database.AcquireLease(cancellationToken);
        await using (lease.ConfigureAwait(false))
        {
            var state = database.ReadMonitorState() with { Mode = CheckMode.Observe };
            database.WriteMonitorState(state, lease);
            return AtLab(state);
        }
    }

    private static async Task<ExternalLook> NoteAsync(IDatasetDatabase database, CancellationToken cancellationToken)
    {
        var lease = database.AcquireLease(cancellationToken);
        await using (lease.ConfigureAwait(false))
        {
            return database.NoteExternalChanges(lease);
        }
    }

    private void RequireFreeChoice(CheckMode wanted)
    {
        if (settings.Lab.Mode is { } fixedMode && fixedMode != wanted)
        {
            throw new StatusException(
                "ModeFixedBySettings",
                StatusErrorCategory.InvalidOperation,
                $"The settings say Lab:Mode = {fixedMode}, which decides over what the database records.",
                "Remove Lab:Mode from the settings, then choose with Enable-StatusCheck and Disable-StatusCheck.",
                settings.Database.Path);
        }
    }

    // People are shown the lab's own time.
    private MonitorState AtLab(MonitorState state) => state.Since is { } since
        ? state with { Since = TimeZoneInfo.ConvertTime(since, LabTime.Of(settings.Lab).Zone) }
        : state;

    private DateTimeOffset Now() => backend.Clock(settings).GetUtcNow();
}
