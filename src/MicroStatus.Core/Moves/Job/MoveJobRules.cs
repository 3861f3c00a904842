using System.Text.RegularExpressions;

namespace MicroStatus.Moves.Job;

/// <summary>What a job must be like before a script is written for it. Links are followed by the script itself, where the data is.</summary>
internal static partial class MoveJobRules
{
    private const string Number = "{Number}";

    /// <summary>The rules for a move.</summary>
    public static void Check(MoveJob job)
    {
        CheckAll(job);
        Require(IsBelow(job.Source, job.SourceAcquire), $"the source does not lie below {job.SourceAcquire}: {job.Source}", job);
        Require(job.KeepsSource || IsBelow(job.TrashEntry, job.TrashRoot), $"the trash entry does not lie below {job.TrashRoot}: {job.TrashEntry}", job);
    }

    /// <summary>The rules for the proof of a copy that others have made: its source is an entry of the trash.</summary>
    public static void CheckProof(MoveJob job)
    {
        CheckAll(job);
        Require(IsBelow(job.Source, job.TrashRoot), $"the trash entry does not lie below {job.TrashRoot}: {job.Source}", job);
        Require(job.Proof == MoveProof.Hashes, "sizes prove nothing that the copy was not compared by already", job);
    }

    private static void CheckAll(MoveJob job)
    {
        Require(Id.IsMatch(job.MoveId) && Id.IsMatch(job.RunId), "an id holds something else than letters, digits, '.', '_' and '-'", job);
        foreach (var path in Paths(job))
        {
            Require(IsPlain(path), $"not a plain absolute path: {path}", job);
        }

        Require(
            job.DestinationParent == job.DestinationAcquire || IsBelow(job.DestinationParent, job.DestinationAcquire),
            $"the destination does not lie below {job.DestinationAcquire}: {job.DestinationParent}",
            job);
        Require(!IsBelow(job.WorkFolder, job.Source), $"the move's folder lies in the dataset: {job.WorkFolder}", job);
        Require(IsName(job.DestinationName), $"not a name: {job.DestinationName}", job);
        Require(
            job.CopySuffix.Contains(Number, StringComparison.Ordinal) && !job.CopySuffix.Contains('/', StringComparison.Ordinal),
            $"the suffix of a copy needs {Number} and no '/': {job.CopySuffix}",
            job);
        Require(
            ((string[])[job.TrashMarkerEnding, job.TrashManifestEnding, job.TrashCopyEnding]) is var endings
                && endings.All(IsEnding) && endings.Distinct(StringComparer.Ordinal).Count() == endings.Length,
            "the endings in the trash are empty, alike, or hold '/'",
            job);
        Require(job.CopyCommand.Count > 0 && job.CopyCommand[0].Length > 0, "there is no command that copies", job);
        Require(job is { Transfers: > 0, Checkers: > 0, HashProcesses: > 0 and <= 256 }, "a number of processes is out of range", job);
        Require(
            job.HeartbeatInterval >= TimeSpan.FromSeconds(1) && job.OwnerTimeout > job.HeartbeatInterval && job.TimeResolution >= TimeSpan.Zero,
            "the heartbeat is faster than a second or slower than its timeout",
            job);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id { get; }

    private static IEnumerable<string> Paths(MoveJob job) =>
    [
        job.Source, job.SourceAcquire, job.DestinationAcquire, job.DestinationParent, job.WorkFolder, job.Log, job.DoneMarker, job.ErrorMarker,
        .. job.KeepsSource ? Array.Empty<string>() : [job.TrashRoot, job.TrashEntry],
    ];

    // Nothing to be resolved in it: one path is one text.
    private static bool IsPlain(string path) =>
        path.Length > 1 && path[0] == '/' && !path.Contains('\0', StringComparison.Ordinal) && path[1..].Split('/').All(IsName);

    private static bool IsName(string name) => name is not ("" or "." or "..") && name.AsSpan().IndexOfAny('/', '\0') < 0;

    private static bool IsEnding(string ending) => ending.Length > 0 && !ending.Contains('/', StringComparison.Ordinal);

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static void Require(bool isRight, string problem, MoveJob job)
    {
        if (!isRight)
        {
            throw new StatusException(
                "MoveJobInvalid",
                StatusErrorCategory.InvalidData,
                $"No script can be written for move {job.MoveId}: {problem}.",
                "Check the stores' and moves' settings and the dataset's paths.",
                job.Source);
        }
    }
}
