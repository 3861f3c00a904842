using System.Globalization;
using System.Text.RegularExpressions;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.Rscm;

/// <summary>Finds the denoising job that counts: the one that a person chose, or the newest (lab.md §3). Pure.</summary>
/// <param name="settings">How job folders are called.</param>
internal sealed class DenoisingJobs(DenoisingSettings settings)
{
    private readonly Regex _folder = SettingPattern.Compile(settings.JobFolderPattern);

    /// <summary>Finds the jobs of a dataset.</summary>
    /// <param name="onFastStore">What is in its folder of composites on FastStore.</param>
    /// <param name="onHive">The same on Hive.</param>
    /// <param name="written">Names of folders there that running work writes, and that may not be there yet.</param>
    /// <returns>The jobs, newest first: 10 comes before 9.</returns>
    public IReadOnlyList<DenoisingJob> Find(IEnumerable<FolderEntry> onFastStore, IEnumerable<FolderEntry> onHive, IEnumerable<string> written)
    {
        var fast = Folders(onFastStore);
        var hive = Folders(onHive);
        var begun = written.Select(NumberOf).OfType<long>();
        return
        [
            .. fast.Keys.Union(hive.Keys).Union(begun)
                .OrderDescending()
                .Select(number => new DenoisingJob(number, fast.GetValueOrDefault(number) ?? hive.GetValueOrDefault(number), fast.ContainsKey(number), hive.ContainsKey(number))),
        ];
    }

    /// <summary>The job that counts.</summary>
    /// <param name="jobs">The jobs, newest first.</param>
    /// <param name="stored">The row's job number, or null.</param>
    /// <param name="summary">Tells whether the row's number was written by us, and may be replaced by a newer one.</param>
    /// <param name="isChosen">The row's number counts because a person chose it.</param>
    /// <returns>The job; null when there is none.</returns>
    public static DenoisingJob? Choose(IReadOnlyList<DenoisingJob> jobs, string? stored, RscmSummary summary, out bool isChosen)
    {
        var number = Number(stored);
        isChosen = number is not null && (summary.IsChosen || stored != summary.Job) && (jobs.Count == 0 || jobs.Any(job => job.Number == number));
        if (number is { } named && (isChosen || jobs.Count == 0))
        {
            return jobs.FirstOrDefault(job => job.Number == named) ?? new DenoisingJob(named, null, IsOnFastStore: false, IsOnHive: false);
        }

        return jobs.Count > 0 ? jobs[0] : null;
    }

    private Dictionary<long, string> Folders(IEnumerable<FolderEntry> entries)
    {
        var folders = new Dictionary<long, string>();
        foreach (var entry in entries.Where(entry => entry.Kind == EntryKind.Folder).OrderBy(entry => entry.Name.Length).ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (NumberOf(entry.Name) is { } number)
            {
                folders.TryAdd(number, entry.Name);
            }
        }

        return folders;
    }

    private long? NumberOf(string folder) => _folder.Match(folder) is { Success: true } match ? Number(match.Groups["number"].Value) : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
