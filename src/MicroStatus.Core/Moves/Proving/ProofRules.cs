using MicroStatus.Acts;
using MicroStatus.Configuration;
using MicroStatus.Moves.Rules;

namespace MicroStatus.Moves.Proving;

/// <summary>Which copies of the web page are proven, and when (lab.md §8: its trash entry gets a marker only after both sides were hashed). Pure.</summary>
/// <param name="settings">Tries, pauses and the limit: those of moves, counted by themselves.</param>
public sealed class ProofRules(MoveSettings settings)
{
    private readonly MoveTracking _tracking = new(settings);

    /// <summary>Decides.</summary>
    /// <param name="move">The dataset's newest move.</param>
    /// <param name="isMoved">The row says that the dataset is on Hive.</param>
    /// <param name="history">What was tried.</param>
    /// <param name="underWay">Proofs of any dataset that a job is at.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Where it stands.</returns>
    public ProofState Decide(DatasetMove move, bool isMoved, ProofHistory history, int underWay, DateTimeOffset now) => history.Last switch
    {
        _ when !isMoved || move is not { Origin: MoveOrigin.WebPage, State: MoveState.Moved } => ProofState.NotWanted,
        { State: IntentState.Open } => ProofState.UnderWay,
        { State: IntentState.Done } => ProofState.Over,
        { State: IntentState.NotDone } last => NextTry(history.Tries, last.Ended ?? last.Begun) switch
        {
            null => ProofState.Over,
            { } next when now < next => ProofState.Waiting,
            _ => AtMost(underWay),
        },
        _ => AtMost(underWay),
    };

    /// <summary>Whether the copy still has to be left as it is: its proof is to come, or under way.</summary>
    /// <param name="move">The dataset's newest move.</param>
    /// <param name="isMoved">The row says that the dataset is on Hive.</param>
    /// <param name="history">What was tried.</param>
    /// <param name="now">The moment.</param>
    /// <returns>True when it has.</returns>
    public bool IsAwaited(DatasetMove move, bool isMoved, ProofHistory history, DateTimeOffset now) =>
        Decide(move, isMoved, history, underWay: 0, now) is ProofState.Due or ProofState.Waiting or ProofState.UnderWay;

    /// <summary>When a proof that failed is tried again.</summary>
    /// <param name="tries">How often it was tried.</param>
    /// <param name="ended">When the last try ended.</param>
    /// <returns>The moment, each pause twice as long as the one before; null when it was tried often enough.</returns>
    public DateTimeOffset? NextTry(int tries, DateTimeOffset ended) => _tracking.NextTry(tries, ended);

    private ProofState AtMost(int underWay) => underWay < settings.Limit ? ProofState.Due : ProofState.Waiting;
}
