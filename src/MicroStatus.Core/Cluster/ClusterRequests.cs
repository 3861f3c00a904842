using System.Text.RegularExpressions;

namespace MicroStatus.Cluster;

/// <summary>What may be asked of an executor. Pure.</summary>
public static partial class ClusterRequests
{
    private const int LongestName = 200;
    private const int LongestComment = 1000;

    /// <summary>Checks a request against the rules that its members state.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="StatusException"><c>ClusterRequestInvalid</c>.</exception>
    public static void Check(ClusterJobRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Problem(request) is { } problem)
        {
            throw Invalid(problem, request);
        }
    }

    /// <summary>An error about a request.</summary>
    /// <param name="problem">A sentence about it.</param>
    /// <param name="request">The request.</param>
    /// <returns>The error.</returns>
    public static StatusException Invalid(string problem, ClusterJobRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new StatusException("ClusterRequestInvalid", StatusErrorCategory.InvalidData, problem, "Change it and submit the job again; nothing was submitted.", request.Name);
    }

    private static string? Problem(ClusterJobRequest request) => request switch
    {
        { Name: "" } => "A job needs a name.",
        { Name.Length: > LongestName } => $"The name of a job has {LongestName} characters at most.",
        { Comment.Length: 0 or > LongestComment } => $"The comment of a job has 1 to {LongestComment} characters.",
        _ when HasControls(request.Name) || HasControls(request.Comment) => "The name and the comment of a job hold no line ends and no other control characters.",
        _ when HasControls(request.Partition) || request.Partition is "" => "The partition of a job is a name.",
        { Cpus: < 1 } => "A job has 1 processor at least.",
        { MemoryGigabytes: < 1 } => "A job has 1 GB of memory at least.",
        _ when request.TimeLimit <= TimeSpan.Zero => "The time limit of a job is more than nothing.",
        { Array: { } array } when !ArrayIndices().IsMatch(array) => $"'{array}' is no list of array indices such as 0-9%2.",
        _ => PathProblem("script", request.ScriptPath) ?? PathProblem("working folder", request.WorkingFolder) ?? PathProblem("log", request.LogPath)
            ?? (request.LogPath.Contains('\\', StringComparison.Ordinal) ? $"The path of the log, '{request.LogPath}', holds a backslash." : null),
    };

    private static string? PathProblem(string what, string path) =>
        !path.StartsWith('/') ? $"The path of the {what}, '{path}', is not absolute."
        : HasControls(path) ? $"The path of the {what} holds a line end or another control character."
        : null;

    private static bool HasControls(string? text) => text?.Any(char.IsControl) == true;

    [GeneratedRegex(@"^\d+(-\d+(:\d+)?)?(,\d+(-\d+(:\d+)?)?)*(%\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArrayIndices();
}
