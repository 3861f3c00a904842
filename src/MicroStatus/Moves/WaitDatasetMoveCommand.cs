using System.Globalization;
using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Moves;

/// <summary>Waits until moves of datasets to Hive have ended, and shows how far they are.</summary>
/// <remarks>
/// Each look records what became of the moves, as a status check does, so that nobody has to wait for the next one. Where this process may not
/// act (Observe mode, another node, a database that may not be written) what is recorded elsewhere is waited for.
///
/// Each move comes out when it has ended. One that failed, was given up or was stopped comes with an error: MoveFailed or MoveStopped. A failed one is not
/// waited for any longer: a later status check tries it again. Moves that had ended before come out at once. Without ids and names: all moves under way.
/// </remarks>
/// <example>
/// <code>Start-DatasetMove 8257_try2_stack1 -Confirm:$false | Wait-DatasetMove</code>
/// Moves a dataset, and comes back when it is on Hive.
/// </example>
/// <example>
/// <code>Wait-DatasetMove -Timeout 08:00:00 -PollInterval 00:01:00</code>
/// Waits for all moves under way, eight hours at most, and looks once a minute.
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "DatasetMove", DefaultParameterSetName = ById)]
[OutputType(typeof(DatasetMove))]
public sealed class WaitDatasetMoveCommand : MoveLookCommand
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    private readonly HashSet<long> _wanted = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>The longest wait, for example 08:00:00; then an error tells of each move that is still under way. Without it: as long as it takes.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Time between two looks; 5 seconds, and never less than one.</summary>
    [Parameter]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var rows = Select(new DatasetFilter { Ids = Id ?? [], Names = Name ?? [] }, cancellationToken);
        var underWay = MeansAll ? OpenDatabase(cancellationToken).Moves.Find(new MoveFilter { NewestOnly = true }).Where(move => move.IsUnderWay).Select(move => move.Id).ToHashSet() : [];
        _wanted.UnionWith(rows.Where(row => !MeansAll || row.Moving || underWay.Contains(row.Id)).Select(row => row.Id));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_wanted.Count == 0)
        {
            return;
        }

        var follower = new MoveFollower(Desk, Settings, Backend.Files, OpenDatabase(cancellationToken), TellOnce);
        using var limit = new CancellationTokenSource(Timeout is { } timeout ? new TimeSpan(Math.Max(0, timeout.Ticks)) : System.Threading.Timeout.InfiniteTimeSpan, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var progress = new MoveWaitProgress(Show);
        var underWay = await LookAsync(follower, [.. _wanted], cancellationToken); // once, however short the wait may be
        try
        {
            while (underWay.Count > 0)
            {
                progress.Show(_wanted.Count, underWay);
                await Task.Delay(PollInterval < ShortestPoll ? ShortestPoll : PollInterval, Clock, either.Token);
                underWay = await LookAsync(follower, [.. underWay.Select(one => one.Id)], either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            underWay.ForEach(one => Report(TimedOut(one), one.Id));
        }
    }

    // What has ended comes out; what has not is waited for.
    private async Task<List<FollowedMove>> LookAsync(MoveFollower follower, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var found = await follower.LookAsync(ids, cancellationToken);
        foreach (var one in found.Where(one => one.IsOver))
        {
            if (one.Move is { } move)
            {
                Emit(move);
            }

            if (Problem(one) is { } problem)
            {
                Report(problem, one.Id);
            }
        }

        return [.. found.Where(one => !one.IsOver)];
    }

    private static StatusException? Problem(FollowedMove one) => one.Move switch
    {
        { State: MoveState.Moved } => null,
        { State: MoveState.Cancelled } => Error("MoveStopped", one, "was stopped", "Start-DatasetMove begins it again, where it was."),
        { State: MoveState.GaveUp } move => Error(
            "MoveFailed", one, $"failed: {move.LastError}", string.Create(CultureInfo.InvariantCulture, $"Mend the cause, then run Start-DatasetMove -Id {one.Id} -Force.")),
        { } move => Error("MoveFailed", one, $"failed: {move.LastError}", "A status check tries it again; Get-DatasetMove -Explain tells when."),
        null => new StatusException(
            "MoveNotFound",
            StatusErrorCategory.NotFound,
            $"No move of {Subject(one)} is recorded.",
            "Get-DatasetMove -Explain tells why it is not moved; Start-DatasetMove begins one.",
            one.Id),
    };

    private static StatusException TimedOut(FollowedMove one) => new(
        "MoveWaitTimedOut",
        StatusErrorCategory.Busy,
        $"The move of {Subject(one)} is still under way ({one.Move?.Progress?.Step ?? one.Move?.State.ToString() ?? "not recorded yet"}).",
        "It goes on; wait longer, or look with Get-DatasetMove.",
        one.Id);

    private static StatusException Error(string id, FollowedMove one, string what, string action) =>
        new(id, StatusErrorCategory.Failure, $"The move of {Subject(one)} {what}{(what.EndsWith('.') ? string.Empty : ".")}", action, one.Id);

    private static string Subject(FollowedMove one) => string.Create(CultureInfo.InvariantCulture, $"#{one.Id} {DisplayText.Of(one.Name)}");

    // The same obstacle is met at each look.
    private void TellOnce(string text)
    {
        if (_told.Add(text))
        {
            Warn(text);
        }
    }
}
