using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster.Local;

/// <summary>The folder that holds the jobs of this machine, one folder each.</summary>
/// <param name="settings">The folder and its times.</param>
/// <param name="zone">The lab's time zone.</param>
/// <param name="clock">The machine's clock.</param>
internal sealed partial class LocalJobs(ClusterSettings settings, TimeZoneInfo zone, TimeProvider clock)
{
    private const string Prefix = "local-";
    private const string Unfinished = ".new-";
    private const int IdLength = 16;

    /// <summary>All jobs, oldest first.</summary>
    /// <returns>The jobs.</returns>
    public IReadOnlyList<ClusterJob> Read() => [.. Folders().Select(Read).OrderBy(job => job.Submitted).ThenBy(job => job.Id, StringComparer.Ordinal)];

    /// <summary>One job.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>The job.</returns>
    public ClusterJob Read(LocalJobFolder folder) => folder.ReadJob(clock.GetUtcNow(), settings.CommandTimeout, zone);

    /// <summary>Finds a job's folder.</summary>
    /// <param name="id">The job's id.</param>
    /// <returns>The folder, or null.</returns>
    public LocalJobFolder? Find(string id)
    {
        var path = Path.Join(settings.LocalFolder, id);
        return JobId().IsMatch(id) && Directory.Exists(path) ? new LocalJobFolder(path) : null;
    }

    /// <summary>Makes a job's folder, complete or not at all.</summary>
    /// <param name="request">The job.</param>
    /// <param name="watcher">The script that watches over it.</param>
    /// <param name="folder">The folder: a new one, or that of the same job.</param>
    /// <returns>False when the same job is there already.</returns>
    public bool TryCreate(ClusterJobRequest request, byte[] watcher, out LocalJobFolder folder)
    {
        Directory.CreateDirectory(settings.LocalFolder);
        var unfinished = new LocalJobFolder(Path.Join(settings.LocalFolder, Unfinished + RandomNumberGenerator.GetHexString(IdLength, lowercase: true)));
        folder = new LocalJobFolder(Path.Join(settings.LocalFolder, IdOf(request)));
        try
        {
            unfinished.Create(LocalJobRecord.Of(request, clock.GetUtcNow()), watcher);
            Directory.Move(unfinished.FullName, folder.FullName);
            return true;
        }
        catch (Exception e)
        {
            if (Directory.Exists(unfinished.FullName))
            {
                Directory.Delete(unfinished.FullName, recursive: true);
            }

            if (e is IOException && Directory.Exists(folder.FullName))
            {
                return false;
            }

            throw;
        }
    }

    /// <summary>Removes the folders of jobs that ended long ago.</summary>
    public void Sweep()
    {
        var before = clock.GetUtcNow() - settings.LocalRetention;
        foreach (var folder in Folders().Where(folder => Directory.GetLastWriteTimeUtc(folder.FullName) < before.UtcDateTime && Read(folder) is { IsOver: true } job && !(job.Ended > before)))
        {
            try
            {
                Directory.Delete(folder.FullName, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another submission removes it just now, or it is somebody else's: it harms nobody.
            }
        }
    }

    // The same name and comment give the same folder, which can be made once only: whoever comes second finds it.
    private static string IdOf(ClusterJobRequest request) => Prefix + (request.Comment is null
        ? RandomNumberGenerator.GetHexString(IdLength, lowercase: true)
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Name}\0{request.Comment}")))[..IdLength]);

    private IEnumerable<LocalJobFolder> Folders() =>
        Directory.Exists(settings.LocalFolder)
            ? Directory.EnumerateDirectories(settings.LocalFolder, Prefix + "*").Where(path => JobId().IsMatch(Path.GetFileName(path))).Select(path => new LocalJobFolder(path))
            : [];

    [GeneratedRegex("^local-[0-9a-f]{16}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobId();
}
