using System.Globalization;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster;

/// <summary>Jobs out of the records of squeue and sacct. Pure.</summary>
/// <param name="zone">The lab's time zone.</param>
internal sealed class SlurmJobs(TimeZoneInfo zone)
{
    /// <summary>Fields of squeue's <c>--format</c>: id, array, index, state, reason, nodes, submitted, started, ended, name, comment.</summary>
    public static IReadOnlyList<string> QueueFields { get; } = ["%i", "%F", "%K", "%T", "%r", "%N", "%V", "%S", "%e", "%j", "%k"];

    /// <summary>Fields of sacct's <c>--format</c>.</summary>
    public static IReadOnlyList<string> AccountingFields { get; } = ["JobID", "State", "ExitCode", "NodeList", "Submit", "Start", "End", "JobName", "Comment"];

    /// <summary>A job out of a record of squeue.</summary>
    /// <param name="record">Its fields, as in <see cref="QueueFields"/>; times are seconds.</param>
    /// <param name="exitCodes">What squeue says of exit codes, by id.</param>
    /// <returns>The job.</returns>
    public ClusterJob FromQueue(string[] record, IReadOnlyDictionary<string, string> exitCodes)
    {
        var state = SlurmStates.Of(record[3]);
        return Finished(
            new ClusterJob
            {
                Id = record[0],
                ArrayId = record[2].Length > 0 && char.IsAsciiDigit(record[2][0]) ? record[1] : null,
                Name = record[9],
                Comment = Text(record[10]),
                State = state,
                Reason = SlurmStates.Reason(record[3], record[4]),
                Node = Text(record[5]),
                Submitted = Time(record[6]),
                Started = Time(record[7]),
                Ended = Time(record[8]),
                Executor = ClusterExecutor.Slurm,
            },
            exitCodes.GetValueOrDefault(record[0]));
    }

    /// <summary>A job out of a record of sacct.</summary>
    /// <param name="record">Its fields, as in <see cref="AccountingFields"/>; times are seconds.</param>
    /// <returns>The job.</returns>
    public ClusterJob FromAccounting(string[] record) => Finished(
        new ClusterJob
        {
            Id = record[0],
            ArrayId = record[0].IndexOf('_', StringComparison.Ordinal) is > 0 and var end ? record[0][..end] : null,
            Name = record[7],
            Comment = Text(record[8]),
            State = SlurmStates.Of(record[1]),
            Reason = SlurmStates.Reason(record[1], record[1].Contains(' ', StringComparison.Ordinal) ? record[1] : string.Empty),
            Node = record[3] == "None assigned" ? null : Text(record[3]),
            Submitted = Time(record[4]),
            Started = Time(record[5]),
            Ended = Time(record[6]),
            Executor = ClusterExecutor.Slurm,
        },
        record[2]);

    /// <summary>Reads the answer to a question for ids and exit codes alone.</summary>
    /// <param name="output">Two words a line.</param>
    /// <returns>Exit codes by id.</returns>
    public static IReadOnlyDictionary<string, string> ReadExitCodes(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length == 2)
        .DistinctBy(words => words[0], StringComparer.Ordinal)
        .ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);

    // squeue tells of a job that is not over when it is expected to end, and of one that waits, to begin; and 0 for jobs that never ran.
    private static ClusterJob Finished(ClusterJob job, string? exitCode)
    {
        var code = job.IsOver ? ExitCode(exitCode) : null;
        return job with
        {
            Started = job.State == ClusterJobState.Pending ? null : job.Started,
            Ended = job.IsOver ? job.Ended : null,
            ExitCode = code == 0 && job.State != ClusterJobState.Completed ? null : code,
        };
    }

    // The status that wait() gave (768), or code and signal (3:0).
    private static int? ExitCode(string? text)
    {
        var parts = text?.Split(':') ?? [];
        if (!parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        var numbers = Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture));
        var (code, signal) = numbers switch
        {
            [var status] => (status >> 8 & 0xff, status & 0x7f),
            [var first, var second] => (first, second),
            _ => (-1, 0),
        };
        return code < 0 ? null : signal > 0 ? 128 + signal : code;
    }

    private static string? Text(string text) => text is "" or "(null)" or "N/A" ? null : text;

    private DateTimeOffset? Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253402300800
            ? TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), zone)
            : null;
}
