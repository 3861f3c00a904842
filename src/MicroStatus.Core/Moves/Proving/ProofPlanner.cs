using System.Globalization;
using MicroStatus.Configuration;

namespace MicroStatus.Moves.Proving;

/// <summary>Names everything that one run needs which proves a copy that the web page has made. Pure.</summary>
/// <remarks>Its files lie in the moves' folder and begin with <c>verify_</c>: the moves' own begin with an id (lab.md §8).</remarks>
/// <param name="settings">The settings.</param>
public sealed class ProofPlanner(StatusSettings settings)
{
    private readonly RunFiles _files = new(settings);
    private readonly MoveNames _names = new(settings.Moves, settings.Discovery.NoPi);

    /// <summary>Names a run.</summary>
    /// <param name="move">The move that is proven.</param>
    /// <param name="number">The try, from 1 on.</param>
    /// <returns>A stable word.</returns>
    public static string RunIdOf(DatasetMove move, int number) => string.Create(CultureInfo.InvariantCulture, $"verify-{move.Id:D5}-{move.MoveId}-{number}");

    /// <summary>Plans a run.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="name">Its name.</param>
    /// <param name="act">What is compared.</param>
    /// <param name="begun">When the run was begun.</param>
    /// <returns>The plan; its move stands for the run's traces, and is never recorded.</returns>
    public MovePlan Plan(long id, string name, ProofAct act, DateTimeOffset begun)
    {
        var proofId = string.Create(CultureInfo.InvariantCulture, $"verify_{id:D5}_{act.MoveId}-{act.Inode:x}"); // the same in all tries: what was hashed is not hashed again
        var move = new DatasetMove
        {
            Id = id,
            Name = name,
            Source = act.Entry,
            Destination = act.Copy,
            State = MoveState.Running,
            Origin = MoveOrigin.Check,
            Proof = MoveProof.Hashes,
            RunId = act.RunId,
            WorkFolder = _files.In(settings.Moves.WorkFolder, proofId),
            Log = _files.In(settings.Moves.LogsFolder, proofId + settings.Moves.LogEnding),
            JobName = _names.ProofJobName(id),
            Begun = begun,
        };
        var job = _files.JobOf(move, proofId, proofId, settings.Storage.FastStore, settings.Storage.Hive) with
        {
            TrashRoot = settings.Storage.FastStore.TrashPath,
            TrashEntry = act.Entry,
        };
        return new MovePlan(move, job, _files.RequestOf(move, proofId));
    }
}
