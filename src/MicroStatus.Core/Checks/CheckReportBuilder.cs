using System.Globalization;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>Gathers what a check sees, decides and does. Used on the check's own thread only.</summary>
/// <param name="observer">Hears of failures at once.</param>
/// <param name="log">Outlives the check.</param>
public sealed class CheckReportBuilder(ICheckObserver observer, ICheckLog log)
{
    private readonly List<CheckStepResult> _steps = [];
    private readonly List<CheckChange> _changes = [];
    private readonly List<CheckProblem> _problems = [];
    private readonly List<string> _ailments = [];
    private readonly Dictionary<ImagingStatus, int> _statuses = [];

    /// <summary>Datasets newly recorded.</summary>
    public int Registered { get; private set; }

    /// <summary>Datasets looked at.</summary>
    public int Checked => _statuses.Values.Sum();

    /// <summary>Changes so far.</summary>
    public IReadOnlyList<CheckChange> Changes => _changes;

    /// <summary>Problems so far.</summary>
    public IReadOnlyList<CheckProblem> Problems => _problems;

    /// <summary>Steps so far.</summary>
    public IReadOnlyList<CheckStepResult> Steps => _steps;

    /// <summary>What makes the lab blind or mute, a sentence each: a dead man's switch hears of it with every check, however often it was told.</summary>
    public IReadOnlyList<string> Ailments => _ailments;

    /// <summary>The lab is blind or mute.</summary>
    /// <param name="ailment">Why, in a sentence.</param>
    public void AddAilment(string ailment) => _ailments.Add(ailment);

    /// <summary>A dataset was looked at.</summary>
    /// <param name="status">What its files prove.</param>
    public void Count(ImagingStatus status) => _statuses[status] = Counted(status) + 1;

    /// <summary>Datasets of a status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>How many.</returns>
    public int Counted(ImagingStatus status) => _statuses.GetValueOrDefault(status);

    /// <summary>A step has ended.</summary>
    /// <param name="result">What became of it.</param>
    public void Add(CheckStepResult result) => _steps.Add(result);

    /// <summary>Something could not be done, or a person should know it.</summary>
    /// <param name="problem">What.</param>
    public void Add(CheckProblem problem)
    {
        _problems.Add(problem);
        if (problem.Cause is null)
        {
            log.Warning(problem.Text);
        }
        else
        {
            log.Error(problem.Text, problem.Cause);
            observer.Failed(problem);
        }
    }

    /// <summary>A decision was written, or would be.</summary>
    /// <param name="applied">What became of it.</param>
    /// <param name="step">Where it was decided.</param>
    public void Add(AppliedChange applied, CheckStep step)
    {
        var changeSet = applied.ChangeSet;
        if (applied.Error is { } error)
        {
            Add(new CheckProblem(step, applied.Id, changeSet.Name, changeSet.Path, $"{changeSet.Name}: not recorded. {error.Message}", error));
            return;
        }

        Registered += changeSet.Registration is null ? 0 : 1;
        foreach (var change in ChangesOf(changeSet, applied.Id))
        {
            _changes.Add(change);
            log.Information($"{change.Name} ({change.Path}): {change.What} {change.From} -> {change.To}. {change.Why}");
        }

        foreach (var refused in applied.Refused)
        {
            Add(new CheckProblem(
                step,
                applied.Id,
                changeSet.Name,
                changeSet.Path,
                $"{changeSet.Name}: {refused.Field} was changed by someone else meanwhile and is left as it is.",
                null));
        }
    }

    private static IEnumerable<CheckChange> ChangesOf(DatasetChangeSet changeSet, long? id)
    {
        for (var i = 0; i < changeSet.Events.Count; i++)
        {
            // A change of status tells its first reason itself: it is not told twice.
            var happened = changeSet.Events[i];
            if (i == 0 || changeSet.Events[0].Why?.EndsWith(happened.Why ?? string.Empty, StringComparison.Ordinal) != true)
            {
                yield return new CheckChange(id, changeSet.Name, happened.Kind, happened.From, happened.To, happened.Why, changeSet.Path);
            }
        }

        var progress = changeSet.Fields.FirstOrDefault(field => field.Field is DatasetField.RibbonsFinished or DatasetField.TilesFinished);
        if (progress is not null && changeSet.Registration is null)
        {
            yield return new CheckChange(
                id,
                changeSet.Name,
                EventKind.Progress,
                Convert.ToString(progress.From, CultureInfo.InvariantCulture),
                Convert.ToString(progress.To, CultureInfo.InvariantCulture),
                progress.Field == DatasetField.RibbonsFinished ? "ribbons" : "tiles",
                changeSet.Path);
        }
        else if (changeSet.Events.Count == 0 && changeSet.Fields.Count > 0)
        {
            yield return new CheckChange(
                id,
                changeSet.Name,
                EventKind.Details,
                null,
                string.Join(", ", changeSet.Fields.Select(field => field.Field)),
                "What the files prove.",
                changeSet.Path);
        }
    }
}
