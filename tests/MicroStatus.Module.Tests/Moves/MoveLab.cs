using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MicroStatus.Module.Tests.Faults;
using MicroStatus.Module.Tests.Shell;

namespace MicroStatus.Module.Tests.Moves;

/// <summary>Two stores, a database and datasets of every kind of trouble, moved by checks in processes of their own with the real rclone.</summary>
internal sealed class MoveLab : IDisposable
{
    private const string Parent = "RSCM/klimstra-w/5CL18";

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private MoveLab(string root) => Root = root;

    public string Root { get; }

    public string Fast => Path.Join(Root, "fast");

    public string Hive => Path.Join(Root, "hive");

    public string Trash => Path.Join(Fast, "trash", "autodelete");

    public string Markers => Path.Join(Fast, "tmp", "move_jobs");

    public List<MoveSubject> Subjects { get; } = [];

    private string Database => Path.Join(Root, "datasets.db");

    private string Trouble => Path.Join(Root, "trouble");

    /// <summary>Makes a lab without datasets.</summary>
    /// <param name="cluster">The section Cluster of its settings.</param>
    public static async Task<MoveLab> MakeAsync(Dictionary<string, object> cluster)
    {
        foreach (var program in (ReadOnlySpan<string>)["sqlite3", "rclone", "setsid", "b2sum"])
        {
            Assert.SkipUnless(FaultLab.IsThere(program), $"The program {program} is not on PATH.");
        }

        var lab = new MoveLab(Directory.CreateTempSubdirectory("microstatus-moves-").FullName);
        foreach (var folder in (string[])[Path.Join(lab.Fast, "Acquire", Parent), Path.Join(lab.Hive, "Acquire"), Path.Join(lab.Root, "bin"), lab.Trouble])
        {
            Directory.CreateDirectory(folder);
        }

        var rclone = Path.Join(lab.Root, "bin", "rclone");
        await File.WriteAllTextAsync(rclone, TroublesomeCopy.Script(lab.Trouble));
        File.SetUnixFileMode(rclone, (UnixFileMode)0b111_101_101);
        var settings = new Dictionary<string, object>
        {
            ["Lab"] = new { Mode = "Active" },
            ["Database"] = new { Path = lab.Database },
            ["Storage"] = new Dictionary<string, object>
            {
                ["FastStore"] = new { Root = lab.Fast, WindowsRoot = "Z:" },
                ["Hive"] = new { Root = lab.Hive, WindowsRoot = "H:" },
            },
            ["Messages"] = new { MessagesEnabled = false },
            ["Cluster"] = cluster,
            ["Moves"] = new Dictionary<string, object>
            {
                ["Limit"] = 12,
                ["Retries"] = 60,
                ["RetryPause"] = "0 s",
                ["HeartbeatTimeout"] = "3 s",
                ["LostAfter"] = "1 s",
                ["TimeResolution"] = "0 s",
                ["CopyCommand"] = (string[])[rclone],
            },
        };
        await File.WriteAllTextAsync(Path.Join(lab.Root, "microstatus.json"), JsonSerializer.Serialize(settings));
        lab._variables["MICROSTATUS_SETTINGS"] = lab.Root;
        await lab.RunAsync("New-DatasetDb | Out-Null");
        return lab;
    }

    /// <summary>Adds a dataset that is due.</summary>
    public void Add(MoveTrouble trouble, int number, int seed)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{number:D4} {trouble}'s stack1");
        var subject = new MoveSubject(number, name, trouble, Path.Join(Fast, "Acquire", Parent, name), Path.Join(Hive, "Acquire", Parent, name));
        Directory.CreateDirectory(subject.Source);
        Bash(MoveTroubles.Content(trouble, seed), subject.Source);
        if (MoveTroubles.InCopy(trouble) is { } word)
        {
            File.WriteAllText(Path.Join(Trouble, name), word);
        }

        if (trouble == MoveTrouble.DestinationThere)
        {
            Directory.CreateDirectory(subject.Destination);
            File.WriteAllText(Path.Join(subject.Destination, "older.tif"), "somebody's");
        }

        if (trouble == MoveTrouble.EarlierTrashEntry)
        {
            var earlier = Path.Join(Trash, Parent, name);
            Directory.CreateDirectory(earlier);
            File.WriteAllText(Path.Join(earlier, "older.tif"), "somebody's");
        }

        subject.Expected = Fingerprint(subject.Source);
        Subjects.Add(subject);
        if (trouble == MoveTrouble.WebPage)
        {
            NoteIdentity(subject.Source);
        }

        Sql(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO dataset (id, name, path_on_fast_store, imaging_status, processing_status, modality, created, paused)
            VALUES ({number}, '{name.Replace("'", "''", StringComparison.Ordinal)}', '{subject.Source.Replace("'", "''", StringComparison.Ordinal)}',
                'finished', 'finished', 'rscm', '2026-01-02_03-04-05', {(trouble == MoveTrouble.WebPage ? 1 : 0)})
            """));
    }

    // What a check that has seen the dataset on FastStore remembers: the web page's entry in the trash is found by it.
    private void NoteIdentity(string folder)
    {
        var words = Bash("stat -c '%Hd %Ld %i' -- \"$1\"", Root, folder).Split(' ');
        var device = (long.Parse(words[0], CultureInfo.InvariantCulture) << 32) | long.Parse(words[1], CultureInfo.InvariantCulture);
        const string Seen = "2026-01-02T03:04:05.0000000Z";
        Sql(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO observation (path, device, inode, first_seen, last_progress, last_change, last_full_listing, units, growing_bytes, rate_from, rate_from_units, memory)
            VALUES ('{folder.Replace("'", "''", StringComparison.Ordinal)}', {device}, {words[2].TrimEnd()}, '{Seen}', '{Seen}', '{Seen}', '{Seen}', 0, 0, '{Seen}', 0, x'')
            """));
    }

    /// <summary>Starts a check of the moves.</summary>
    public ShellRun StartCheck() => ShellRun.Start(["-Command", "Invoke-StatusCheck -Step Moves | Out-Null"], _variables);

    public async Task<string> RunAsync(string commands)
    {
        var result = await ShellRun.ToEndAsync(input: null, ["-Command", commands], _variables);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    /// <summary>Kills every process of one run that is under way, at once; what watches it for the executor too, now and then.</summary>
    public void KillRun(Random random)
    {
        var runs = Sql("""
            SELECT run_id FROM dataset_move WHERE state IN ('Queued', 'Running', 'Unknown') AND run_id <> ''
            UNION ALL SELECT json_extract(data, '$.RunId') FROM intent WHERE kind = 'move-proof' AND state = 'Open'
            """).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (runs.Length > 0)
        {
            var run = runs[random.Next(runs.Length)];
            Bash($"for e in /proc/[0-9]*/environ; do if tr '\\0' '\\n' <$e 2>/dev/null | grep -qx 'MICROSTATUS_MOVE_RUN=.* {run}'; then p=${{e#/proc/}}; kill -KILL ${{p%/environ}}; fi; done 2>/dev/null; true", Root);
        }
    }

    /// <summary>Takes a store away until the result is disposed of; what is written in its place meanwhile is hidden then, as by a mount.</summary>
    public static IDisposable Unmount(string store) => new UnmountedStore(store);

    /// <summary>What the web page's own job does: it moves, compares sizes, and leaves its marker.</summary>
    public void PlayWebPage(MoveSubject subject)
    {
        Sql(string.Create(CultureInfo.InvariantCulture, $"UPDATE dataset SET moving = 1, paused = 0 WHERE id = {subject.Id}"));
        Bash("mkdir -p \"$(dirname \"$2\")\" \"$(dirname \"$3\")\" && cp -a \"$1\" \"$2\" && mv -T \"$1\" \"$3\"", Root, subject.Source, subject.Destination, Path.Join(Trash, Parent, subject.Name));
        Directory.CreateDirectory(Path.Join(Markers, "complete"));
        File.WriteAllText(Path.Join(Markers, "complete", string.Create(CultureInfo.InvariantCulture, $"{subject.Id:D5}_None__{Safe(subject.Name)}.done")), subject.Destination + "\n");
    }

    /// <summary>Whether a trouble has struck.</summary>
    public bool HasStruck(MoveSubject subject) => File.Exists(Path.Join(Trouble, subject.Name + ".struck"));

    public string Sql(string sql)
    {
        using var process = Process.Start(new ProcessStartInfo("sqlite3", ["-batch", "-bail", "-cmd", ".timeout 30000", Database, sql])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, process.StandardError.ReadToEnd());
        return output.TrimEnd('\n');
    }

    /// <summary>What counts about a folder: type, path, target and content of each entry.</summary>
    public static string Fingerprint(string folder) => Bash(
        """
        find . -type l -printf '%y %p//%l\0' -o -printf '%y %p\0' | LC_ALL=C sort -z | tr '\0\n' '\n?' | cat -v
        find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r b2sum -z | tr '\0\n' '\n?' | cat -v
        """,
        folder);

    public static string Bash(string text, string folder, params ReadOnlySpan<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", text, "-", .. arguments]) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    public void Dispose()
    {
        // Jobs that still run would write into what is removed.
        Bash("for e in /proc/[0-9]*/environ; do if tr '\\0' '\\n' <$e 2>/dev/null | grep -qF MICROSTATUS_MOVE_RUN= && ls -l ${e%/environ}/fd 2>/dev/null | grep -qF \"$1\"; then p=${e#/proc/}; kill -KILL ${p%/environ}; fi; done 2>/dev/null; true", "/", Root);
        Bash("for i in 1 2 3 4 5; do rm -rf -- \"$1\" && break; sleep 1; done", "/", Root);
    }

    private static string Safe(string name) => System.Text.RegularExpressions.Regex.Replace(name, "[^A-Za-z0-9._-]+", "_", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
