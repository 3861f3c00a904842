using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MicroStatus.Configuration;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>The queues of a demo lab, from the side of the clusters that work them off (lab.md §3): the stitching cluster's, and CBPy's.</summary>
/// <param name="settings">Folders and names.</param>
/// <param name="jobs">The folder of the played clusters' jobs: without these nothing is taken.</param>
/// <param name="minute">The lab's time at the end of the step, in minutes since it was made.</param>
internal sealed partial class DemoQueues(StatusSettings settings, string jobs, double minute)
{
    private StitchingSettings Stitching => settings.Rscm.Processing.Stitching;

    private DenoisingSettings Denoising => settings.Rscm.Processing.Denoising;

    /// <summary>Takes what waits, when the clusters run.</summary>
    /// <returns>The work; also what was taken by a step that was cut short.</returns>
    public IEnumerable<DemoWork> Take()
    {
        if (IsRunning(Stitching.ClusterJobs))
        {
            Move(StitchPath(Stitching.QueueFolder), Stitching.QueueFiles, StitchPath(Stitching.ProcessingFolder));
        }

        if (IsRunning([Denoising.JobName]))
        {
            Move(Denoising.QueueFolder, Denoising.ActiveFiles, Denoising.ActiveFolder);
        }

        return [.. Files(StitchPath(Stitching.ProcessingFolder), Stitching.QueueFiles).Select(Stitched), .. Files(Denoising.ActiveFolder, Denoising.ActiveFiles).Select(Denoised).OfType<DemoWork>()];
    }

    /// <summary>Takes a dataset's file out of work.</summary>
    /// <param name="work">What was stitched.</param>
    /// <param name="isDone">It was stitched, rather than failed.</param>
    public void EndStitching(DemoWork work, bool isDone)
    {
        var from = Path.Join(StitchPath(Stitching.ProcessingFolder), work.File);
        if (File.Exists(from))
        {
            File.Move(from, Path.Join(StitchPath(isDone ? Stitching.CompleteFolder : Stitching.ErrorFolder), work.File), overwrite: true);
        }
    }

    /// <summary>Lets a job wait for CBPy, unless it is there.</summary>
    /// <param name="job">Its number.</param>
    /// <param name="folder">The folder that it is to write.</param>
    public void Enqueue(long job, string folder)
    {
        var name = JobFile(job);
        if (!File.Exists(Path.Join(Denoising.ActiveFolder, name)))
        {
            var text = new XDocument(new XElement("job", new XElement("jobNumber", job), new XElement(Denoising.OutputElement, folder))).ToString();
            var path = Path.Join(Denoising.QueueFolder, name);
            File.WriteAllText(path + ".writing", text);
            File.Move(path + ".writing", path, overwrite: true);
        }
    }

    /// <summary>Takes a job out of CBPy's work.</summary>
    /// <param name="job">Its number.</param>
    public void EndDenoising(long job) => File.Delete(Path.Join(Denoising.ActiveFolder, JobFile(job)));

    private static string JobFile(long job) => string.Create(CultureInfo.InvariantCulture, $"job_{job}.xml");

    private static void Move(string from, string files, string to)
    {
        foreach (var file in Files(from, files))
        {
            File.Move(file.FullName, Path.Join(to, file.Name), overwrite: true);
        }
    }

    private static IEnumerable<FileInfo> Files(string folder, string files) => !Directory.Exists(folder)
        ? []
        : new DirectoryInfo(folder).GetFiles().Where(file => FileSystemName.MatchesSimpleExpression(files, file.Name)).OrderBy(file => file.Name, StringComparer.Ordinal);

    // A file that names no folder ends in the folder of failed ones.
    private DemoWork Stitched(FileInfo file) => new()
    {
        Stage = StageKind.Stitching,
        Folder = RootFolder().Match(File.ReadAllText(file.FullName, Encoding.UTF8)).Groups["folder"].Value,
        File = file.Name,
        Begun = minute,
    };

    private DemoWork? Denoised(FileInfo file)
    {
        if (JobNumber().Match(file.Name) is not { Success: true } match)
        {
            return null; // somebody else's
        }

        var folder = XDocument.Load(file.FullName).Descendants(Denoising.OutputElement).First().Value;
        return new DemoWork
        {
            Stage = StageKind.Denoising,
            Folder = Path.GetDirectoryName(Path.GetDirectoryName(folder))!,
            Job = long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
            Begun = minute,
        };
    }

    private bool IsRunning(IEnumerable<string> names) => names.All(name => File.Exists(Path.Join(jobs, name)));

    private string StitchPath(string folder) => Path.Join(Stitching.Folder, folder);

    [GeneratedRegex("""^rootDir="(?<folder>.*)"\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex RootFolder();

    [GeneratedRegex(@"^job_(?<number>\d{1,18})\.xml$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JobNumber();
}
