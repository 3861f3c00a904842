using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.Rscm;

/// <summary>One look at CBPy: its waiting and running work, read once for all datasets.</summary>
internal sealed class CbpyLook
{
    private readonly DenoisingSettings _settings;
    private readonly CbpyFolders _folders;
    private readonly IReadOnlyList<FolderEntry> _queue;
    private readonly ConcurrentDictionary<string, ActiveWork?> _read = new(StringComparer.Ordinal);

    private CbpyLook(DenoisingSettings settings, CbpyFolders folders, IReadOnlyList<FolderEntry> queue, IReadOnlyList<ActiveWork> active, string progress)
    {
        _settings = settings;
        _folders = folders;
        _queue = queue;
        Active = active;
        Progress = progress;
    }

    /// <summary>Running work.</summary>
    public IReadOnlyList<ActiveWork> Active { get; }

    /// <summary>A short text that changes with every progress of CBPy on anything: what waits, what runs, and the folders that are written.</summary>
    public string Progress { get; }

    /// <summary>Looks: two listings, and a file and a stat for each running work.</summary>
    /// <param name="settings">Folders and names.</param>
    /// <param name="files">Reads them.</param>
    /// <returns>What is there.</returns>
    public static CbpyLook Read(DenoisingSettings settings, IFileTree files)
    {
        var folders = new CbpyFolders(settings, files);
        var queue = folders.ListQueue();
        var active = folders.ReadActive();
        var written = active
            .SelectMany(work => work.Outputs ?? [])
            .Select(output => string.Create(CultureInfo.InvariantCulture, $"{output} {files.Find(output)?.Modified.UtcTicks}"));
        return new CbpyLook(settings, folders, queue, active, ShortText.Of([.. queue.Select(entry => entry.Name), "|", .. active.Select(work => work.File), "|", .. written]));
    }

    /// <summary>Whether running work writes into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>True when it does.</returns>
    public bool IsWriting(string folder) => Active.Any(work => work.IsIn(folder));

    /// <summary>Whether a job of a dataset waits. Job numbers are compared as numbers: 1 is not 10. Work that names another dataset's folder is another one's.</summary>
    /// <param name="number">The job number.</param>
    /// <param name="folders">The dataset's folders, on both stores.</param>
    /// <returns>True when it waits.</returns>
    public bool IsWaiting(long number, IReadOnlyList<string> folders)
    {
        var pattern = PatternOf(number);
        return _queue.Any(entry => pattern.IsMatch(entry.Name) && MayBeOf(entry, folders));
    }

    private bool MayBeOf(FolderEntry entry, IReadOnlyList<string> folders)
    {
        if (entry.Kind != EntryKind.File || !entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var path = Path.Join(_settings.QueueFolder, entry.Name);
        return _read.GetOrAdd(path, _folders.Read) is not { Outputs.Count: > 0 } work || folders.Any(work.IsIn);
    }

    private Regex PatternOf(long number)
    {
        const string Mark = "\uE000";
        var glob = Regex.Escape(Placeholders.Fill(_settings.QueueFiles, ("JobNumber", Mark)))
            .Replace(@"\*", ".*", StringComparison.Ordinal)
            .Replace(@"\?", ".", StringComparison.Ordinal)
            .Replace(Mark, string.Create(CultureInfo.InvariantCulture, $@"(?<!\d)0*{number}(?!\d)"), StringComparison.Ordinal);
        return SettingPattern.CompileWhole(glob, ignoreCase: true);
    }
}
