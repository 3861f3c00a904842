using MicroStatus.Database;
using MicroStatus.Moves;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Moves and holds in memory.</summary>
public sealed class FakeMoves : IMoves
{
    public IList<DatasetMove> All { get; } = [];

    public IList<MoveHold> Holds { get; } = [];

    /// <summary>How often moves were looked for.</summary>
    public int Searches { get; private set; }

    /// <summary>How often holds were read.</summary>
    public int HoldReads { get; private set; }

    public IReadOnlyList<DatasetMove> Find(MoveFilter filter)
    {
        Searches++;
        return
        [
            .. All.OrderByDescending(move => move.MoveId)
                .Where(move => filter.Ids.Count == 0 || filter.Ids.Contains(move.Id))
                .Where(move => filter.States.Count == 0 || filter.States.Contains(move.State))
                .Where(move => !filter.NewestOnly || !All.Any(later => later.Id == move.Id && later.MoveId > move.MoveId)),
        ];
    }

    public IReadOnlyList<MoveHold> ReadHolds()
    {
        HoldReads++;
        return [.. Holds];
    }

    /// <summary>Writes as the database does.</summary>
    public void Apply(DatasetChangeSet changes)
    {
        if (changes.Move is { } move)
        {
            var known = All.FirstOrDefault(other => other.MoveId == move.MoveId && move.MoveId != 0);
            if (known is not null)
            {
                All.Remove(known);
            }

            All.Add(move.MoveId == 0 ? move with { MoveId = All.Count == 0 ? 1 : All.Max(other => other.MoveId) + 1 } : move);
        }

        if ((changes.ReleasesHold || changes.Hold is not null) && Holds.FirstOrDefault(hold => hold.Id == changes.Id) is { } former)
        {
            Holds.Remove(former);
        }

        if (changes.Hold is { } added)
        {
            Holds.Add(added);
        }
    }
}
