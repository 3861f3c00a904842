using System.Globalization;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Moves.Proving;
using MicroStatus.Moves.Publishing;
using MicroStatus.Moves.Rules;

namespace MicroStatus.Checks;

/// <summary>Watches moves to Hive, records what became of them, has the web page's copies proven, publishes what has moved, and begins moves that are due
/// (lab.md §8). Each dataset is isolated.</summary>
public sealed class MovesStep : ICheckStep
{
    private const string StaleNote = "moves/stale-looked-at";

    /// <inheritdoc/>
    public CheckStep Step => CheckStep.Moves;

    /// <inheritdoc/>
    public async Task<string?> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var tools = new MoveTools
        {
            Settings = context.Settings,
            Files = context.Files,
            FileActs = context.FileActs,
            Cluster = context.Cluster,
            Database = context.Database,
            Gate = context.Gate,
            Messages = context.Messages,
            Now = context.Now,
        };
        if (context.Gate.MayAct())
        {
            var areStoresThere = new MoveSurvey(context.Settings, context.Files, context.FileActs, context.Database, context.Now).AbsentStore is null;
            await TrackAsync(context, tools, areStoresThere, cancellationToken).ConfigureAwait(false);
        }

        await ProveAsync(context, cancellationToken).ConfigureAwait(false);
        Publish(context, cancellationToken);
        var survey = new MoveSurvey(context.Settings, context.Files, context.FileActs, context.Database, context.Now);
        if (survey.AbsentStore is { } absent)
        {
            return $"Suspended: {absent}";
        }

        await BeginAsync(context, tools, survey, cancellationToken).ConfigureAwait(false);
        return survey.UnderWay == 0 ? null : FormattableString.Invariant($"{survey.UnderWay} under way.");
    }

    private Task TrackAsync(CheckContext context, MoveTools tools, bool areStoresThere, CancellationToken cancellationToken) =>
        new MoveRound(tools, areStoresThere).RunAsync(
            _ => true,
            applied => context.Report.Add(applied, Step),
            (row, e) => context.Report.Add(row is null
                ? new CheckProblem(Step, null, "cluster", null, $"The cluster cannot be asked for the moves' jobs: {e.Message}", e)
                : new CheckProblem(Step, row.Id, row.Name, row.Path, $"The move of {row.Name} could not be looked at: {e.Message}", e)),
            cancellationToken);

    private Task ProveAsync(CheckContext context, CancellationToken cancellationToken) =>
        new ProofRound(TrashStep.ToolsOf(context), context.Cluster, context.Messages).RunAsync(
            applied => context.Report.Add(applied, Step),
            (id, name, e) => context.Report.Add(new CheckProblem(Step, id, name, null, $"{name}: its copy on Hive could not be compared with the trash. {e.Message}", e)),
            cancellationToken);

    private void Publish(CheckContext context, CancellationToken cancellationToken) =>
        new PublishRound(TrashStep.ToolsOf(context), context.Messages, context.State.Since).Run(
            applied => context.Report.Add(applied, Step),
            (id, name, e) => context.Report.Add(new CheckProblem(Step, id, name, null, $"{name}: its Imaris file was not published. {e.Message}", e)),
            cancellationToken);

    private async Task BeginAsync(CheckContext context, MoveTools tools, MoveSurvey survey, CancellationToken cancellationToken)
    {
        var withStale = IsStaleDue(context);
        var starter = new MoveStarter(tools);
        foreach (var row in survey.Find(withStale, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var candidate = survey.Of(row);
                var decision = survey.Rules.Decide(candidate, context.Now, MoveAsker.Check);
                if (decision.IsDue)
                {
                    await BeginAsync(context, starter, row, candidate.Last, decision, cancellationToken).ConfigureAwait(false);
                    survey.UnderWay++;
                }
            }
            catch (Exception e) when (IsOfOneDataset(e))
            {
                Report(context, row, $"The move of {row.Name} could not be begun: {e.Message}", e);
            }
        }

        if (withStale && context.Gate.MayAct())
        {
            context.Gate.WriteOwn((database, lease) => database.WriteNote(StaleNote, context.Now.ToString("O", CultureInfo.InvariantCulture), lease));
        }
    }

    private async Task BeginAsync(
        CheckContext context, MoveStarter starter, Dataset row, DatasetMove? last, MoveDecision decision, CancellationToken cancellationToken)
    {
        var plan = starter.Plan(row, last, MoveOrigin.Check);
        var why = decision.IsStale ? "It has been on FastStore for too long." : last is { State: MoveState.Failed } ? "Its move is tried again." : "Its processing has finished.";
        if (!context.Gate.MayAct())
        {
            context.Report.Add(context.Gate.Write([starter.Preview(row, plan, why)])[0], Step);
            return;
        }

        var start = await starter.StartAsync(row, plan, why, applied => context.Report.Add(applied, Step), cancellationToken).ConfigureAwait(false);
        if (start.Error is { } error)
        {
            Report(context, row, $"The move of {row.Name} was not begun for certain: {error.Message}", error);
        }
    }

    // Looked at once a day (lab.md §8).
    private static bool IsStaleDue(CheckContext context) =>
        !DateTimeOffset.TryParse(context.Database.ReadNote(StaleNote), CultureInfo.InvariantCulture, out var last)
        || context.Now - last >= context.Settings.Moves.StaleInterval;

    private static bool IsOfOneDataset(Exception e) => e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" };

    private void Report(CheckContext context, Dataset row, string text, Exception cause) =>
        context.Report.Add(new CheckProblem(Step, row.Id, row.Name, row.Path, text, cause));
}
