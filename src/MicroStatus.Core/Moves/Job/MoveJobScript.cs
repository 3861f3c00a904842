using System.Globalization;
using System.Text;

namespace MicroStatus.Moves.Job;

/// <summary>Writes the script of one run of a move: what <see cref="MoveJob"/> says as quoted variables, then the same text always.</summary>
/// <remarks>Run by bash 4.4 or later with coreutils, findutils and rclone alone, since nothing of ours is on a compute node. The exit codes
/// are <see cref="MoveExitCode"/>, the files of the move's folder <see cref="MoveWork"/>. To be stored as UTF-8 without a byte order mark.</remarks>
public static class MoveJobScript
{
    /// <summary>What the names of the parts begin with.</summary>
    internal const string Parts = "MoveJobScript/";

    private static readonly Lazy<string> Body = new(() => Read(Parts, last: null));

    /// <summary>Writes a script.</summary>
    /// <param name="job">The run.</param>
    /// <returns>The text.</returns>
    /// <exception cref="StatusException"><c>MoveJobInvalid</c>: a part of the job can't be right, for example a relative path.</exception>
    public static string Write(MoveJob job)
    {
        MoveJobRules.Check(job);
        return Head(job, "Moves one dataset. Move").Append('\n').Append(Body.Value).ToString();
    }

    /// <summary>What a job says as quoted variables, after a line that tells what its script is for.</summary>
    internal static StringBuilder Head(MoveJob job, string what)
    {
        var head = new StringBuilder("#!/bin/bash\n");
        head.Append(CultureInfo.InvariantCulture, $"# {what} {job.MoveId}, run {job.RunId}; each run has a script of its own.\n\n");
        foreach (var (name, value) in Texts(job))
        {
            head.Append(CultureInfo.InvariantCulture, $"readonly {name}={ShellWord.Quote(value)}\n");
        }

        foreach (var (name, value) in Numbers(job))
        {
            head.Append(CultureInfo.InvariantCulture, $"readonly {name}={value}\n");
        }

        return head.Append(CultureInfo.InvariantCulture, $"readonly copy_command=({string.Join(' ', job.CopyCommand.Select(ShellWord.Quote))})\n");
    }

    /// <summary>The parts of a script that are the same always, one after the other.</summary>
    /// <param name="parts">What their names begin with.</param>
    /// <param name="last">The last one that is wanted; null for all.</param>
    internal static string Read(string parts, string? last)
    {
        var assembly = typeof(MoveJobScript).Assembly;
        var body = new StringBuilder();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(parts, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (last is not null && string.CompareOrdinal(name, parts + last) > 0)
            {
                break;
            }

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            body.Append(body.Length == 0 ? string.Empty : "\n").Append(reader.ReadToEnd());
        }

        return body.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Texts(MoveJob job) =>
    [
        ("move_id", job.MoveId),
        ("run_id", job.RunId),
        ("source", job.Source),
        ("source_acquire", job.SourceAcquire),
        ("destination_acquire", job.DestinationAcquire),
        ("destination_parent", job.DestinationParent),
        ("destination_name", job.DestinationName),
        ("copy_suffix", job.CopySuffix),
        ("work", job.WorkFolder),
        ("log", job.Log),
        ("done_marker", job.DoneMarker),
        ("error_marker", job.ErrorMarker),
        ("trash_root", job.TrashRoot),
        ("trash_entry", job.TrashEntry),
        ("trash_marker_ending", job.TrashMarkerEnding),
        ("trash_manifest_ending", job.TrashManifestEnding),
        ("trash_copy_ending", job.TrashCopyEnding),
        ("proof", MoveManifest.Word(job.Proof)),
        ("allow_empty", job.AllowsEmpty ? "yes" : string.Empty),
        ("keeps_source", job.KeepsSource ? "yes" : string.Empty),
        ("only_name", job.OnlyName ? "yes" : string.Empty),
    ];

    private static IEnumerable<(string Name, long Value)> Numbers(MoveJob job) =>
    [
        ("transfers", job.Transfers),
        ("checkers", job.Checkers),
        ("hash_processes", job.HashProcesses),
        ("heartbeat_seconds", (long)job.HeartbeatInterval.TotalSeconds),
        ("owner_seconds", (long)job.OwnerTimeout.TotalSeconds),
        ("quiet_seconds", (long)Math.Ceiling(job.TimeResolution.TotalSeconds)),
    ];
}
