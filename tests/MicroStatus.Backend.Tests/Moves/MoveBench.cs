using System.Diagnostics;
using MicroStatus.Moves.Job;

namespace MicroStatus.Backend.Tests.Moves;

/// <summary>Two stores in a folder of their own, a dataset, and the script of its move run by the real bash with the real rclone.</summary>
internal sealed class MoveBench : IDisposable
{
    public const string DatasetName = "8257 it's \"try2\"_stack1";
    private const string RelativeParent = "RSCM/klimstra-w/5CL18";

    private static readonly string[] Tools = ["bash", "rclone", "setsid", "find", "b2sum"];

    private readonly string _bin;

    public MoveBench(string? destinationStore = null)
    {
        foreach (var tool in Tools)
        {
            Assert.SkipUnless(IsThere(tool), $"The program {tool} is not on PATH.");
        }

        Root = Directory.CreateTempSubdirectory("microstatus-move-").FullName;
        Fast = Path.Join(Root, "fast");
        Hive = destinationStore ?? Path.Join(Root, "hive");
        Jobs = Path.Join(Root, "jobs");
        _bin = Path.Join(Root, "bin");
        foreach (var folder in (string[])[Source, Path.Join(Hive, "Acquire"), Jobs, Path.Join(Jobs, "work"), _bin])
        {
            Directory.CreateDirectory(folder);
        }
    }

    public string Root { get; }

    public string Fast { get; }

    public string Hive { get; }

    public string Jobs { get; }

    public string Source => Path.Join(Fast, "Acquire", RelativeParent, DatasetName);

    public string DestinationParent => Path.Join(Hive, "Acquire", RelativeParent);

    public string Destination => Path.Join(DestinationParent, DatasetName);

    public string Trash => Path.Join(Fast, "trash/autodelete");

    public string Done => Path.Join(Jobs, "the.done");

    public string Error => Path.Join(Jobs, "the.error");

    public string Work => Path.Join(Jobs, "work/the-move");

    public string Log => File.Exists(Path.Join(Jobs, "the.log")) ? File.ReadAllText(Path.Join(Jobs, "the.log")) : "(no log)";

    /// <summary>What the dataset was when the bench was last told to remember it.</summary>
    public string Original { get; private set; } = string.Empty;

    public string Staging => Path.Join(DestinationParent, $".{DatasetName}.move-12.moving");

    public string Entry(string run = "run-1") => Path.Join(Trash, RelativeParent, $"{DatasetName}.moved-00012-{EntryTime(run)}");

    public MoveJob Job(string run = "run-1") => new()
    {
        MoveId = "move-12",
        RunId = run,
        Source = Source,
        SourceAcquire = Path.Join(Fast, "Acquire"),
        DestinationAcquire = Path.Join(Hive, "Acquire"),
        DestinationParent = DestinationParent,
        DestinationName = DatasetName,
        CopySuffix = "_{Number}",
        WorkFolder = Work,
        Log = Path.Join(Jobs, "the.log"),
        DoneMarker = Done,
        ErrorMarker = Error,
        TrashRoot = Trash,
        TrashEntry = Entry(run),
        TrashMarkerEnding = ".trash_moved_at",
        CopyCommand = ["rclone"],
        HashProcesses = 2,
        TimeResolution = TimeSpan.Zero,
    };

    /// <summary>Runs a bash text in the dataset's folder, for names that only a shell can write.</summary>
    public void Write(string bash)
    {
        Bash(bash, Source);
        Original = Fingerprint(Source);
    }

    public void WritePlain() => Write("printf one > one.tif; mkdir layer000; printf second > layer000/two.tif; printf x > .microstatus.json");

    /// <summary>Puts a program before the real one. In its text, <c>$REAL</c> is the real one and <c>$ROOT</c> the bench's folder.</summary>
    public void Wrap(string command, string bash)
    {
        var path = Path.Join(_bin, command);
        File.WriteAllText(path, $"#!/bin/bash\nREAL=/usr/bin/{command} ROOT={ShellWord.Quote(Root)} SOURCE={ShellWord.Quote(Source)} STAGING={ShellWord.Quote(Staging)}\n{bash}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    public void Unwrap() => Directory.Delete(_bin, recursive: true);

    public Task<MoveExitCode> RunAsync(string run = "run-1") => RunAsync(Job(run));

    public async Task<MoveExitCode> RunAsync(MoveJob job)
    {
        using var process = Start(job);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (MoveExitCode)process.ExitCode;
    }

    /// <summary>Starts a run as the leader of a process group of its own.</summary>
    public Process Start(MoveJob job, IReadOnlyDictionary<string, string>? environment = null) => Start(job.RunId, MoveJobScript.Write(job), environment);

    /// <summary>Starts a script as the leader of a process group of its own.</summary>
    public Process Start(string run, string text, IReadOnlyDictionary<string, string>? environment = null)
    {
        var script = Path.Join(Jobs, $"{run}.sh");
        File.WriteAllText(script, text);
        var start = new ProcessStartInfo("setsid", ["bash", "-c", "export MOVE_GROUP=$$; exec bash \"$1\"", "-", script]);
        start.Environment["PATH"] = $"{_bin}:{start.Environment["PATH"]}";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Ends a run and all it has started, at once.</summary>
    public static async Task KillGroupAsync(Process process)
    {
        using var kill = Process.Start("bash", ["-c", $"kill -KILL -- -{process.Id} 2>/dev/null; true"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    /// <summary>Everything that counts about a folder: type, size, permissions, time, path, target and content of each entry.</summary>
    public static string Fingerprint(string folder) => Bash(
        """
        find . -type d -printf '%y %m %T@ %p\0' -o -type l -printf '%y %p//%l\0' -o -printf '%y %s %m %T@ %p\0' | LC_ALL=C sort -z | tr '\0\n' '\n?' | cat -v
        find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r b2sum -z | tr '\0\n' '\n?' | cat -v
        """,
        folder);

    /// <summary>The rule that holds whatever happens: the dataset lies whole in the source's place or in the trash, a final name is only on a
    /// whole copy, and a trash entry with the source in it has its copy.</summary>
    public void AssertNothingIsLost()
    {
        var trash = Path.Join(Trash, RelativeParent);
        var places = (string[])[Source, .. Directory.Exists(trash) ? Directory.EnumerateDirectories(trash) : []];
        Assert.True(places.Any(place => Directory.Exists(place) && Fingerprint(place) == Original), $"the dataset is nowhere whole\n{Log}");
        foreach (var copy in Directory.Exists(DestinationParent) ? Directory.EnumerateDirectories(DestinationParent).Where(IsFinal) : [])
        {
            Assert.Equal(Original, Fingerprint(copy));
        }

        if (!Directory.Exists(Source) || File.Exists(Done))
        {
            Assert.Equal(Original, Fingerprint(Destination));
        }
    }

    /// <summary>The dataset has moved, and nothing else is left than what must be.</summary>
    public void AssertMoved(string destination, string entry)
    {
        Assert.False(Directory.Exists(Source), Log);
        Assert.Equal(Original, Fingerprint(destination));
        Assert.Equal(Original, Fingerprint(entry));
        Assert.Equal(destination + "\n", File.ReadAllText(Done));
        Assert.False(File.Exists(Error), Log);
        Assert.True(File.Exists(entry + ".trash_moved_at"));
        Assert.Equal(File.ReadAllBytes(Path.Join(Work, MoveWork.Manifest)), File.ReadAllBytes(entry + MoveManifest.TrashEnding));
        Assert.Equal(File.ReadAllBytes(Path.Join(Work, MoveWork.Copy)), File.ReadAllBytes(entry + MoveManifest.CopyEnding));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(DestinationParent), path => !IsFinal(path));
        Assert.Equal(
            [MoveWork.Copy, MoveWork.Heartbeat, MoveWork.Journal, MoveWork.Manifest, MoveWork.Progress, MoveWork.TrashEntry],
            Directory.EnumerateFileSystemEntries(Work).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    /// <summary>Processes that runs of the move have left, a line each.</summary>
    public string Survivors() => Bash("grep -lszF \"MICROSTATUS_MOVE_RUN=$1 \" /proc/[0-9]*/environ || true", "/", Work);

    public MoveError ReadError() => MoveError.Read(File.ReadAllText(Error));

    public static string Bash(string text, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"umask 022; {text}", "-", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    public static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Any(folder => File.Exists(Path.Join(folder, program)));

    public void Dispose()
    {
        Bash("chmod -R u+rwx . && rm -rf -- \"$PWD\"", Root);
    }

    private static bool IsFinal(string path) => Path.GetFileName(path)[0] != '.';

    private static string EntryTime(string run) => $"202611230000{int.Parse(run["run-".Length..], System.Globalization.CultureInfo.InvariantCulture):D2}";
}
