using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>What the monitor must have made of a dataset at the month's end.</summary>
/// <param name="Status">Its processing status.</param>
/// <param name="Kind">The one reason for which it needs a person, or null.</param>
internal sealed record Truth(ProcessingStatus Status, string? Kind)
{
    public static readonly Truth Finished = new(ProcessingStatus.Finished, null);

    public static Truth NeedsPerson(string kind) => new(ProcessingStatus.NeedsAttention, kind);
}

/// <summary>A dataset with a script: it knows what happens to it, and what must come of that.</summary>
/// <param name="lab">The lab.</param>
/// <param name="name">Its name.</param>
/// <param name="start">When imaging starts.</param>
internal abstract class PlayedDataset(MonthLab lab, string name, DateTimeOffset start)
{
    private readonly Dictionary<string, int> _begun = new(StringComparer.Ordinal);
    private IEnumerator<Func<bool>>? _play;
    private bool _isOver;

    public string Name => name;

    public abstract string Script { get; }

    public abstract string Folder { get; }

    public string FolderOnHive => Path.Join(lab.Lab.Root, "hive", Path.GetRelativePath(lab.Lab.Fast, Folder));

    public Truth Truth { get; protected set; } = Truth.Finished;

    /// <summary>How often a person began its processing anew.</summary>
    public int Forced { get; private set; }

    /// <summary>Whether somebody puts it into the stitching queue again.</summary>
    public virtual bool IsQueuedAgain => false;

    /// <summary>Files of raw data, which must all be somewhere at the end.</summary>
    public HashSet<string> RawFiles { get; } = new(StringComparer.Ordinal);

    protected MonthLab Lab => lab;

    protected MonthRow? Row => lab.RowOf(name);

    protected long Id => Row!.Id;

    protected string Id5 => Id.ToString("D5", System.Globalization.CultureInfo.InvariantCulture);

    public void Begin(string what) => _begun[what] = _begun.GetValueOrDefault(what) + 1;

    public void Step()
    {
        _play ??= Begin();
        while (!_isOver && (_play.Current is null || _play.Current()))
        {
            _isOver = !_play.MoveNext();
        }
    }

    protected abstract IEnumerable<Func<bool>> Play();

    protected Func<bool> For(TimeSpan span)
    {
        var due = lab.Now + span;
        return () => lab.Now >= due;
    }

    protected Func<bool> Minutes(int least, int most) => For(lab.Minutes(least, most));

    /// <summary>Until the command ran once more.</summary>
    protected Func<bool> Begun(string what) => () =>
    {
        if (_begun.GetValueOrDefault(what) == 0)
        {
            return false;
        }

        _begun[what]--;
        return true;
    };

    protected Func<bool> Imaged() => () => Row is { Imaging: "finished" };

    protected Func<bool> Needs(string kind) => () => lab.IsOpen(Folder, kind);

    /// <summary>A person looks at what failed, prepares something and begins it anew.</summary>
    protected IEnumerable<Func<bool>> Force(string kind, Action? prepare = null)
    {
        yield return Needs(kind);
        yield return Minutes(60, 600);
        prepare?.Invoke();
        Forced++;
        var isDone = false;
        lab.Force(Id, () => isDone = true);
        yield return () => isDone;
    }

    protected void Sql(string assignments) => lab.Lab.Sql($"UPDATE dataset SET {assignments} WHERE id = {Id}");

    private IEnumerator<Func<bool>> Begin() => new[] { () => lab.Now >= start }.Concat(Play()).GetEnumerator();
}
