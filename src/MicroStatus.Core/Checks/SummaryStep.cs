using MicroStatus.Messages;
using MicroStatus.Messages.Summary;
using MicroStatus.Storage;

namespace MicroStatus.Checks;

/// <summary>One summary a day, at the first check after its time (lab.md §10). Nothing but a message is made: delivering it is another step.</summary>
public sealed class SummaryStep : ICheckStep
{
    private const string LastDay = "summary/last-day";

    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Summary;

    /// <inheritdoc/>
    public Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(Run(context, cancellationToken));

    private static string Run(CheckContext context, CancellationToken cancellationToken)
    {
        var rule = new SummaryRule(context.Time, context.Settings.Messages.SummaryTime, context.State.Since);
        if (rule.DueDay(context.Now) is not { } day)
        {
            return FormattableString.Invariant($"Due at {context.Settings.Messages.SummaryTime:HH:mm}.");
        }

        if (string.Equals(context.Database.ReadNote(LastDay), day, StringComparison.Ordinal))
        {
            return "Today's is made.";
        }

        if (!context.Gate.MayAct())
        {
            return "Due; not made in this mode.";
        }

        var last = LastMade(context, cancellationToken);
        if (last.Day != day)
        {
            var survey = new StorageSurvey(context.Settings, context.Volumes, context.Files, context.Instruments, context.Database, context.Now);
            var source = new SummarySource(context.Database, survey, context.Settings);
            var summary = source.Read(rule.Covers(day, last.Made, context.Now), cancellationToken);
            var message = new SummaryMessages(context.Messages).Of(summary, SummaryRule.KeyOf(day));
            context.Gate.WriteOwn((database, lease) => database.Outbox.Add([message], lease));
        }

        // The outbox takes a key once: a check that ends before this note makes no second summary.
        context.Gate.WriteOwn((database, lease) => database.WriteNote(LastDay, day, lease));
        return $"Made for {day}.";
    }

    private static (string? Day, DateTimeOffset? Made) LastMade(CheckContext context, CancellationToken cancellationToken) => context.Database.Outbox
        .Find(new OutboxFilter { Kinds = [MessageKind.DailySummary] }, cancellationToken)
        .Select(entry => (Day: SummaryRule.DayOf(entry.Key), Made: (DateTimeOffset?)entry.Created))
        .LastOrDefault(made => made.Day is not null);
}
