using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Moves;
using MicroStatus.Storage;

namespace MicroStatus.Trash;

/// <summary>When entries of the trash may go (lab.md §9): by the age of their marker, never by that of the data. Pure.</summary>
/// <param name="settings">The retention.</param>
/// <param name="zone">The lab's time zone, for sentences.</param>
public sealed class TrashRules(TrashSettings settings, TimeZoneInfo zone)
{
    // A copy of which only sizes were compared is not proven as well as one that was read.
    private const int SizesOnlyFactor = 2;

    /// <summary>Decides.</summary>
    /// <param name="facts">What is known of the entry.</param>
    /// <param name="now">The moment.</param>
    /// <param name="isEmergency">The retention is nothing; everything else holds.</param>
    /// <returns>The decision.</returns>
    public TrashDecision Decide(TrashFacts facts, DateTimeOffset now, bool isEmergency)
    {
        if (facts.MovedAt is not { } movedAt)
        {
            return Never(facts.WhyUnmarked ?? "It has no marker, so it is left alone.");
        }

        if (facts.Kind is not (TrashKind.Moved or TrashKind.Cleanup or TrashKind.Channel))
        {
            return Never("Its name is none of MicroStatus's, so nothing tells what would prove that it is not needed: look at it, and delete it by hand.");
        }

        if (facts is { Kind: TrashKind.Moved, Proof: null })
        {
            return Never("It has no usable manifest, so its copy on Hive cannot be proven.");
        }

        if (facts is { Kind: TrashKind.Cleanup, HasProduct: false })
        {
            return Never("Nothing beside it names the product that justified it.");
        }

        var due = movedAt + (settings.Retention * (facts is { Kind: TrashKind.Moved, Proof: MoveProof.Sizes } ? SizesOnlyFactor : 1));
        if (!isEmergency && now < due)
        {
            return new TrashDecision(IsDue: false, due, $"It is kept until {Show(due)}.");
        }

        return facts is { Kind: TrashKind.Moved, HiveAbsent: { } absent }
            ? new TrashDecision(IsDue: false, due, $"Its copy cannot be looked at: {absent}")
            : new TrashDecision(IsDue: true, due, Reason: null);
    }

    private static TrashDecision Never(string reason) => new(IsDue: false, Due: null, reason);

    private string Show(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
