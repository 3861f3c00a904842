using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>Names everything that one run of a move needs (lab.md §8, §9). Pure.</summary>
/// <param name="settings">The settings.</param>
public sealed class MovePlanner(StatusSettings settings)
{
    private readonly RunFiles _files = new(settings);
    private readonly MoveNames _names = new(settings.Moves, settings.Discovery.NoPi);

    /// <summary>Plans a run.</summary>
    /// <param name="row">The dataset; its path is one of FastStore.</param>
    /// <param name="last">Its newest move, or null: one that failed, was given up or stopped goes on where it was.</param>
    /// <param name="origin">Who begins it; a person's word begins the count of tries anew.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">The path is not one of FastStore.</exception>
    public MovePlan Plan(Dataset row, DatasetMove? last, MoveOrigin origin, DateTimeOffset now)
    {
        var place = StorePath.Of(row.Path, settings.Storage);
        if (place is not { Kind: StorePathKind.OnFastStore, Path: { } source, RelativePath: { } relative })
        {
            throw new ArgumentException("The dataset's path is not one of FastStore.", nameof(row));
        }

        var earlier = GoesOn(last, source) ? last : null;
        var begun = earlier?.Begun ?? now;
        var runs = (earlier?.Runs ?? 0) + 1;
        var name = _names.BaseName(row);
        var destination = Path.Join(settings.Storage.Hive.AcquirePath, relative);
        var move = new DatasetMove
        {
            MoveId = earlier?.MoveId ?? 0,
            Id = row.Id,
            Name = row.Name,
            Source = source,
            Destination = destination,
            State = MoveState.Submitting,
            Origin = origin,
            Proof = settings.Moves.Proof,
            RunId = string.Create(CultureInfo.InvariantCulture, $"{row.Id:D5}-{Time(now)}-{runs}"), // what is left of a run is found by it, on its node
            Runs = runs,
            Tries = origin == MoveOrigin.Person ? 1 : (earlier?.Tries ?? 0) + 1,
            FormerStatus = earlier?.FormerStatus,
            WorkFolder = earlier?.WorkFolder ?? _files.In(settings.Moves.WorkFolder, $"{name}-{Time(begun)}"),
            Log = _files.In(settings.Moves.LogsFolder, name + settings.Moves.LogEnding),
            TrashEntry = earlier?.TrashEntry
                ?? Path.Join(settings.Storage.FastStore.TrashPath, new TrashNames(settings.Trash).PathOf(relative, TrashKind.Moved, row.Id, now)),
            JobName = _names.JobName(row.Id),
            Begun = begun,
            Submitted = now,
        };
        var moveId = string.Create(CultureInfo.InvariantCulture, $"{move.Id:D5}-{Time(begun)}");
        var job = _files.JobOf(move, moveId, name, settings.Storage.FastStore, settings.Storage.Hive) with
        {
            TrashRoot = settings.Storage.FastStore.TrashPath,
            TrashEntry = move.TrashEntry,
        };
        return new MovePlan(move, job, _files.RequestOf(move, name));
    }

    private static bool GoesOn(DatasetMove? last, string source) =>
        last is { HasEndedBadly: true, Origin: not MoveOrigin.WebPage } && last.Source == source;

    private static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
