using MicroStatus.Configuration;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>Plays the lab's clusters in a demo lab: works off the queues and what the stand-ins were asked for, and leaves what the lab's programs leave (lab.md §3, §4).</summary>
/// <param name="places">Where it keeps what is its own.</param>
/// <param name="settings">The demo lab's settings.</param>
/// <param name="faults">What goes wrong.</param>
internal sealed class DemoCluster(DemoClusterPlaces places, StatusSettings settings, IReadOnlyList<DemoFaultRule> faults)
{
    private readonly DemoSourceReader _sources = new(settings);
    private readonly DemoProducts _products = new(settings);

    /// <summary>Works for a part of the lab's time. What a step that was cut short has done is found, and not done again.</summary>
    /// <param name="minute">The lab's time at its end, in minutes since the lab was made.</param>
    /// <param name="moment">The time that products are dated with.</param>
    public void Work(double minute, DateTimeOffset moment)
    {
        var state = DemoClusterState.Read(places.State);
        var queues = new DemoQueues(settings, places.Jobs, minute);
        var requests = new DemoRequests(places.Requests, minute);
        var lastJob = state.LastJob;
        var writer = new DemoProductWriter(settings, _products, new DemoFiles(moment, settings.Imaris.PartEnding), queues, () => ++lastJob);
        var works = new List<DemoWork>();
        foreach (var work in state.Works)
        {
            works.AddRange(Turn(work, writer, minute));
        }

        foreach (var work in requests.Read().SelectMany(work => Begin(work, minute)).Concat(queues.Take()).Where(work => !works.Exists(work.IsSame)))
        {
            works.Add(work);
        }

        File.WriteAllBytes(places.State + ".writing", new DemoClusterState(works, lastJob).ToBytes());
        File.Move(places.State + ".writing", places.State, overwrite: true);
        requests.Forget();
    }

    // What is worked on after the turn.
    private IEnumerable<DemoWork> Turn(DemoWork work, DemoProductWriter writer, double minute)
    {
        if (_sources.Read(work.Folder) is not { } source)
        {
            writer.Drop(work);
            return []; // moved or removed meanwhile
        }

        var fault = DemoFaults.Of(faults, work.Stage, source.Name);
        if (work.HasFailed)
        {
            return fault == DemoFault.Fail ? [work] : [writer.Again(work, source) with { HasFailed = false, Begun = minute }];
        }

        var turn = DemoTurn.At(work.Stage == StageKind.Start && fault == DemoFault.Fail ? DemoFault.None : fault, minute - work.Begun);
        writer.Write(work, source, turn);
        return turn.Kind switch
        {
            DemoTurnKind.Going => [work],
            DemoTurnKind.Failed => IsBegunByOthers(work.Stage) ? [] : [work with { HasFailed = true }],
            _ => Next(work, source, minute),
        };
    }

    private static IEnumerable<DemoWork> Next(DemoWork work, DemoSource source, double minute) =>
        DemoProducts.After(work.Stage, source) is { } next ? [new DemoWork { Stage = next, Folder = work.Folder, Begun = minute }] : [];

    // The jobs that the command of processing submits begin at once, unless they are to wait.
    private IEnumerable<DemoWork> Begin(DemoWork work, double minute) =>
        work.Stage != StageKind.Start || _sources.Read(work.Folder) is not { } source ? [work]
        : DemoFaults.Of(faults, work.Stage, source.Name) is DemoFault.Slow or DemoFault.Stall ? [work]
        : Next(work, source, minute);

    // Somebody begins them again, with a new queue file or a command; the cluster takes up the others by itself.
    private static bool IsBegunByOthers(StageKind stage) => stage is StageKind.Stitching or StageKind.ImarisBuild;
}
