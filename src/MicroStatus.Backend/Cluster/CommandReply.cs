namespace MicroStatus.Backend.Cluster;

/// <summary>What a command of the cluster said.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its output.</param>
/// <param name="Error">Its errors.</param>
internal sealed record CommandReply(int ExitCode, string Output, string Error)
{
    /// <summary>It ended well.</summary>
    public bool IsGood => ExitCode == 0;

    /// <summary>Its errors on one line, for a person: without the command's own name before each.</summary>
    public string Words
    {
        get
        {
            var lines = Error
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(SlurmReply.WithoutPrefix)
                .Where(line => line.Length > 0)
                .Take(Most);
            var words = string.Join(' ', lines.Select(line => line[^1] is '.' or '!' or '?' ? line : line + "."));
            return words.Length > 0 ? words : "It said nothing.";
        }
    }

    private const int Most = 10;
}
