using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>What the stand-ins for the lab's programs were asked for since the last step.</summary>
/// <param name="folder">The folder of the requests.</param>
/// <param name="minute">The lab's time at the end of the step, in minutes since it was made.</param>
internal sealed partial class DemoRequests(string folder, double minute)
{
    private readonly List<string> _read = [];

    /// <summary>Reads them, oldest first.</summary>
    /// <returns>The work that they begin.</returns>
    public IReadOnlyList<DemoWork> Read()
    {
        var works = new List<DemoWork>();
        foreach (var path in Directory.GetFiles(folder).Where(file => !Path.HasExtension(file)).Order(StringComparer.Ordinal))
        {
            _read.Add(path);
            var words = File.ReadAllText(path, Encoding.UTF8).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            if (Enum.TryParse<StageKind>(words[0], out var stage) && words.Skip(1).FirstOrDefault(Directory.Exists) is { } named)
            {
                works.Add(Of(stage, Path.TrimEndingDirectorySeparator(named)));
            }
        }

        return works;
    }

    /// <summary>Removes what was read: it is remembered elsewhere.</summary>
    public void Forget() => _read.ForEach(File.Delete);

    // The build is asked for with the job's folder, which lies in the one of the composites.
    private DemoWork Of(StageKind stage, string named) => stage == StageKind.ImarisBuild && JobFolder().Match(named) is { Success: true } job
        ? new DemoWork
        {
            Stage = stage,
            Folder = Path.GetDirectoryName(Path.GetDirectoryName(named))!,
            Job = long.Parse(job.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
            Begun = minute,
        }
        : new DemoWork { Stage = stage, Folder = named, Begun = minute };

    [GeneratedRegex(@"/job_(?<number>\d{1,18})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JobFolder();
}
