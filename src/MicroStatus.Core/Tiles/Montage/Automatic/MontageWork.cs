using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;

namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>Makes the montage of one dataset. That it is begun is noted before, so that one that takes the whole process down is not tried for ever.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="listener">Hears of what became of it.</param>
internal sealed class MontageWork(MontageTools tools, IMontageListener listener)
{
    private readonly MontageChange _changes = new(tools.Settings, tools.Messages, tools.Now);

    /// <summary>Makes it.</summary>
    /// <param name="row">The dataset, whose montage is due.</param>
    /// <param name="record">What is remembered of it, or null.</param>
    /// <param name="rules">How often it is tried.</param>
    /// <param name="cancellationToken">Stops it within a second; that counts as no attempt.</param>
    /// <returns>True when it is made.</returns>
    public bool Make(Dataset row, MontageRecord? record, MontageRules rules, CancellationToken cancellationToken)
    {
        if (rules.IsSpent(record?.Attempts ?? 0))
        {
            // Each attempt ended with the whole process: there is nobody who could have noted why.
            GiveUp(row, record!, "It was cut off every time.", cause: null);
            return false;
        }

        var attempts = (record?.Attempts ?? 0) + 1;
        var begun = new MontageRecord { Id = row.Id, State = MontageState.Making, Attempts = attempts, Tried = tools.Now, NextTry = rules.NextTry(attempts) };
        try
        {
            tools.Gate.WriteOne(MontageChange.Noted(row, begun));
            return Make(row, begun, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            tools.Gate.WriteOne(MontageChange.Noted(row, begun with { State = MontageState.Waiting, Attempts = attempts - 1, NextTry = null }));
            throw;
        }
        // Whatever goes wrong with a picture: the check goes on, and with it processing and moves.
        catch (Exception e) when (e is not StatusException { ErrorId: "LeaseLost" })
        {
            Failed(row, begun, rules.IsSpent(attempts), e);
            return false;
        }
    }

    private bool Make(Dataset row, MontageRecord begun, CancellationToken cancellationToken)
    {
        var folder = Path.Join(row.Path, tools.Settings.MesoSpim.Processing.ProjectionMontageFolder);
        if (tools.Files.Find(folder) is { Kind: not EntryKind.Folder })
        {
            throw new IOException($"{folder} is no folder.");
        }

        var instrument = tools.Instruments.First(instrument => string.Equals(instrument.Modality, row.Modality, StringComparison.OrdinalIgnoreCase));
        var sets = instrument.ReadTiles(row.Path!, tools.Now, cancellationToken);
        var request = sets.Any(set => set.Tiles.Count > 0) ? Plan(row, sets, folder) : null;

        // Reading took its time: who began to move, renamed or removed the dataset meanwhile is heeded, and what was read of it then proves nothing.
        if (tools.Row(row.Id) is not { Moving: false, Moved: false, Paused: false } fresh || fresh.Path != row.Path || !tools.Gate.MayAct())
        {
            tools.Gate.WriteOne(MontageChange.Noted(row, begun with { State = MontageState.Waiting, Attempts = begun.Attempts - 1, NextTry = null }));
            return false;
        }

        if (request?.Channels.Any(channel => channel.Tiles.Any(tile => tile.Path is not null)) != true)
        {
            listener.Written(tools.Gate.WriteOne(_changes.WithoutPictures(row, begun)));
            return false;
        }

        var made = tools.Montages.Make(request, progress: null, cancellationToken);
        listener.Written(tools.Gate.WriteOne(_changes.Made(row, begun, made)));
        return true;
    }

    private MontageRequest Plan(Dataset row, IReadOnlyList<TileSet> sets, string folder) =>
        MontagePlanner.Plan(sets, MontageOptions.Of(tools.Settings.Tiles.Montage, folder) with { Color = true }) with { Id = row.Id, Name = row.Name };

    private void Failed(Dataset row, MontageRecord begun, bool isLast, Exception e)
    {
        if (isLast)
        {
            GiveUp(row, begun, e.Message, e);
            return;
        }

        tools.Gate.WriteOne(MontageChange.Noted(row, begun with { State = MontageState.Waiting, LastError = e.Message }));
        listener.Delayed(row, e.Message);
    }

    private void GiveUp(Dataset row, MontageRecord begun, string reason, Exception? cause)
    {
        var failure = string.Create(CultureInfo.InvariantCulture, $"{reason} It was tried {(begun.Attempts == 1 ? "once" : $"{begun.Attempts} times")}.");
        listener.Written(tools.Gate.WriteOne(_changes.GivenUp(row, begun, failure)));
        listener.GivenUp(row, failure, cause);
    }
}
