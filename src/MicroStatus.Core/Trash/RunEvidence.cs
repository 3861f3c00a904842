using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Cluster;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>Tells by markers, job and heartbeat how far a run is that no move stands for: a copy from Hive back to FastStore, or the proof of a copy. Reads only.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="cluster">The cluster.</param>
internal sealed class RunEvidence(TrashTools tools, IClusterExecutor cluster)
{
    private const int MarkerLimit = 64 * 1024;

    private readonly MoveMarkers _markers = new(tools.Settings, tools.Files);

    /// <summary>Looks.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="cancellationToken">Ends the cluster's command.</param>
    /// <returns>How far it is.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public async Task<RunVerdict> LookAsync(MovePlan plan, CancellationToken cancellationToken)
    {
        var jobs = await FindAsync(plan, cancellationToken).ConfigureAwait(false); // before the markers: they are written first
        if (Text(plan.Job.DoneMarker)?.TrimEnd('\n') == plan.Move.Destination)
        {
            return tools.Files.Find(plan.Move.Destination) is { Kind: EntryKind.Folder }
                ? new RunVerdict(IntentState.Done, "Every file's hash was compared.")
                : new RunVerdict(IntentState.NotDone, $"Its done marker names {plan.Move.Destination}, which is not there any more.", MoveExitCode.Inconsistent);
        }

        if (Text(plan.Job.ErrorMarker) is { } text && MoveError.Read(text) is { } error && error.RunId == plan.Move.RunId)
        {
            return new RunVerdict(IntentState.NotDone, error.Reason, error.ExitCode);
        }

        return jobs switch
        {
            [.., { IsLive: true }] => Open("Its job waits or runs."),
            [.., { IsOver: true, State: not ClusterJobState.Completed, ExitCode: not (int)MoveExitCode.Busy } job] =>
                new RunVerdict(IntentState.NotDone, $"Its job ended without a word: {job.State}{(job.Reason is { } reason ? $", {reason}" : string.Empty)}."),
            null => Open("The cluster cannot be asked."),
            _ when IsLost(plan.Move) => new RunVerdict(IntentState.NotDone, "Nothing is known of its job any more."),
            _ => Open("Nothing is known of its job yet."),
        };
    }

    /// <summary>Whether a run has put its proven copy into place, and was ended before it could say so.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="inode">What is at the destination.</param>
    /// <returns>True when it has.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public bool WasPlaced(MovePlan plan, ulong inode) =>
        _markers.Journal(plan.Move).LastOrDefault(line => line.Step == "placing")?.Words is [_, var placed] && placed == inode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static RunVerdict Open(string why) => new(IntentState.Open, why);

    private bool IsLost(DatasetMove move)
    {
        var last = _markers.Heartbeat(move) is { } beat && beat > move.Begun ? beat : move.Begun;
        return tools.Now - last > tools.Settings.Moves.HeartbeatTimeout + tools.Settings.Moves.LostAfter;
    }

    // A cluster that does not answer proves nothing: markers still decide.
    private async Task<IReadOnlyList<ClusterJob>?> FindAsync(MovePlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.FindAsync(plan.Request.Name, plan.Request.Comment, cancellationToken).ConfigureAwait(false);
        }
        catch (StatusException)
        {
            return null;
        }
    }

    private string? Text(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(tools.Files.ReadFile(path, MarkerLimit));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (InvalidDataException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
