using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>One dataset's observation and decision. Prepared from the database, then run beside others.</summary>
public sealed class ImagingLook
{
    private readonly CheckContext _context;
    private readonly ImagingHistory _history;

    private ImagingLook(CheckContext context, ObservationItem item, ObservationRecord? record, ImagingHistory history)
    {
        _context = context;
        _history = history;
        Item = item;
        Record = record;
        Identity = record?.Identity;
    }

    /// <summary>What is looked at.</summary>
    public ObservationItem Item { get; }

    /// <summary>What was remembered of it.</summary>
    public ObservationRecord? Record { get; }

    /// <summary>Device and inode of the folder.</summary>
    public FolderIdentity? Identity { get; private set; }

    /// <summary>What the files prove; null when the look failed.</summary>
    public ImagingObservation? Observation { get; private set; }

    /// <summary>What was decided; null when the look failed.</summary>
    public ImagingDecision? Decision { get; private set; }

    /// <summary>Why the look failed, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Reads what the look needs to know.</summary>
    /// <param name="context">The check.</param>
    /// <param name="item">The dataset.</param>
    /// <param name="open">Its open reasons for attention.</param>
    /// <returns>The look, ready to run.</returns>
    public static ImagingLook Prepare(CheckContext context, ObservationItem item, IEnumerable<AttentionRecord> open)
    {
        var record = context.Database.ReadObservation(item.FormerPath ?? item.Path);
        record = record is null ? null : record with { Path = item.Path };
        return new ImagingLook(context, item, record, ImagingHistory.Of(item.Row, record, open));
    }

    /// <summary>Looks and decides; a decision that needs it is confirmed by a full listing. Failures are kept, not thrown.</summary>
    /// <param name="cancellationToken">Stops the look.</param>
    public void Run(CancellationToken cancellationToken)
    {
        try
        {
            var isDue = Record is null || _context.Now - Record.LastFullListing >= _context.Settings.Check.FullListingInterval;
            if (Identity is null || isDue)
            {
                // Another folder may stand at the path by now; the marker is rewritten at the same moment.
                Identity = _context.Files.Find(Item.Path)?.Identity ?? Identity;
            }

            var observation = Observe(Record?.Memory, isDue, cancellationToken);
            var decision = Decide(observation);
            if (decision.NeedsFullListing)
            {
                var again = Observe(observation.Memory, isFull: true, cancellationToken);
                observation = again with { Changed = again.Changed || observation.Changed };
                decision = Decide(observation);
            }

            (Observation, Decision) = (observation, decision);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failure = e;
        }
    }

    private ImagingObservation Observe(byte[]? memory, bool isFull, CancellationToken cancellationToken) =>
        Item.Instrument.Observe(
            new ObservationRequest { Path = Item.Path, Name = Item.Name, Memory = memory, FullListing = isFull, Now = _context.Now },
            cancellationToken);

    private ImagingDecision Decide(ImagingObservation observation) =>
        ImagingRules.Decide(observation, _history, Item.Instrument.QuietTime, Item.Instrument.ProgressTimeout, _context.Now);
}
