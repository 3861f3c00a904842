using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves;

namespace MicroStatus.Trash;

/// <summary>Names everything that one run of a copy from Hive back to FastStore needs. Pure.</summary>
/// <remarks>Its files lie in the moves' folder and begin with <c>restore_</c>: the moves' own begin with an id (lab.md §8).</remarks>
/// <param name="settings">The settings.</param>
public sealed class RetrievalPlanner(StatusSettings settings)
{
    private readonly RunFiles _files = new(settings);
    private readonly MoveNames _names = new(settings.Moves, settings.Discovery.NoPi);

    /// <summary>Plans a run.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="act">From where to where.</param>
    /// <param name="begun">When the run was begun.</param>
    /// <returns>The plan; its move stands for the run's traces, and is never recorded.</returns>
    public MovePlan Plan(Dataset row, RetrievalAct act, DateTimeOffset begun)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"restore_{row.Id:D5}_{act.Stamp}");
        var move = new DatasetMove
        {
            Id = row.Id,
            Name = row.Name,
            Source = act.From,
            Destination = act.To,
            State = MoveState.Running,
            Origin = MoveOrigin.Person,
            Proof = MoveProof.Hashes,
            RunId = act.RunId,
            WorkFolder = _files.In(settings.Moves.WorkFolder, name),
            Log = _files.In(settings.Moves.LogsFolder, name + settings.Moves.LogEnding),
            JobName = _names.RestoreJobName(row.Id),
            Begun = begun,
        };
        var copy = _files.JobOf(move, name, name, settings.Storage.Hive, settings.Storage.FastStore) with { KeepsSource = true, OnlyName = true };
        return new MovePlan(move, copy, _files.RequestOf(move, name));
    }
}
