using System.Runtime.InteropServices;
using MicroStatus.Backend.Database;
using MicroStatus.Backend.Storage;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster.Local;

/// <summary>The folder of one job of this machine: what was asked for, who watches over it, how it ended.</summary>
/// <param name="path">The folder; its name is the job's id.</param>
internal sealed partial class LocalJobFolder(string path)
{
    private const UnixFileMode Shared = (UnixFileMode)0b111_111_101;

    /// <summary>The job's id.</summary>
    public string Id => Path.GetFileName(path);

    /// <summary>The folder.</summary>
    public string FullName => path;

    /// <summary>The script that watches over the job.</summary>
    public string WatcherPath => Path.Join(path, "watch.sh");

    /// <summary>What was asked for; null when the note is damaged.</summary>
    public LocalJobRecord? Record => Read("request.json") is { } text ? LocalJobRecord.From(text) : null;

    /// <summary>The watcher; null while the job has not begun.</summary>
    public LocalProcess? Process => LocalProcess.From(Read("process"));

    /// <summary>Somebody has the right to run the job.</summary>
    public bool IsClaimed => Directory.Exists(Path.Join(path, "claim"));

    /// <summary>Fills a new folder.</summary>
    /// <param name="record">What is asked for.</param>
    /// <param name="watcher">The script that watches over the job.</param>
    public void Create(LocalJobRecord record, byte[] watcher)
    {
        Directory.CreateDirectory(path);
        SharedFile.AllowGroup(path);
        SharedFile.Write(Path.Join(path, "request.json"), record.ToBytes(), overwrite: false);
        SharedFile.Write(WatcherPath, watcher, overwrite: false);
        var script = Path.Join(path, "script");
        SharedFile.Write(script, File.ReadAllBytes(record.ScriptPath), overwrite: false);
        File.SetUnixFileMode(script, Shared);
    }

    /// <summary>Notes that the job is to be cancelled.</summary>
    public void NoteCancelled() => SharedFile.Write(Path.Join(path, "cancelled"), [], overwrite: true);

    /// <summary>Takes the right to run the job, so that nobody else does.</summary>
    /// <returns>False when somebody has it.</returns>
    public bool TryClaim() => MakeFolder(Path.Join(path, "claim"), (uint)Shared) == 0;

    /// <summary>Removes the folder.</summary>
    public void Delete() => Directory.Delete(path, recursive: true);

    /// <summary>What is known about the job.</summary>
    /// <param name="now">The machine's time.</param>
    /// <param name="startTime">How long a start may take.</param>
    /// <param name="zone">The lab's time zone.</param>
    /// <returns>The job.</returns>
    public ClusterJob ReadJob(DateTimeOffset now, TimeSpan startTime, TimeZoneInfo zone)
    {
        // The end is read last: a job that ends while it is looked at has noted it by then.
        var record = Record;
        var process = Process;
        var isHere = process?.Host == Environment.MachineName;
        var isWatched = isHere && !ProcessIdentity.IsGone(process!.Id, process.Start);
        var evidence = new LocalEvidence
        {
            Record = record,
            Process = process,
            IsHere = isHere,
            IsWatched = isWatched,
            HasProcesses = isHere && !isWatched && IsNoOther(process!) && new LocalSession(process!.Id).HasProcesses(),
            IsCancelled = File.Exists(Path.Join(path, "cancelled")),
            IsTimedOut = File.Exists(Path.Join(path, "timedout")),
            Exit = LocalExit.From(Read("exit")),
        };
        var (state, reason) = LocalJobStates.Of(evidence, mayStart: record is not null && now - record.Submitted < startTime);
        return new ClusterJob
        {
            Id = Id,
            Name = record?.Name ?? string.Empty,
            Comment = record?.Comment,
            State = state,
            Reason = reason,
            ExitCode = evidence.Exit?.Code,
            Submitted = record is null ? null : TimeZoneInfo.ConvertTime(record.Submitted, zone),
            Started = AtLab(process?.Started),
            Ended = AtLab(evidence.Exit?.Ended),
            Node = process?.Host,
            Executor = ClusterExecutor.Local,
        };

        DateTimeOffset? AtLab(long? seconds) => seconds is { } known ? TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(known), zone) : null;
    }

    // The watcher's number is free, or still its own although it is dead: then its session cannot be another one of that number.
    private static bool IsNoOther(LocalProcess process) => ProcessIdentity.StartOf(process.Id) is var start && (start is null || start == process.Start);

    private string? Read(string name)
    {
        try
        {
            return File.ReadAllText(Path.Join(path, name));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "mkdir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFolder(string path, uint mode);
}
