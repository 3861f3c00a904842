using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;

namespace MicroStatus.Tiles.Jobs;

/// <summary>A job's folder: its plan, its script, its log, what the executor said, and a result for each task that is done.</summary>
/// <param name="path">The folder, absolute.</param>
/// <param name="files">Reads.</param>
/// <param name="acts">Writes.</param>
public sealed class TileJobFolder(string path, IFileTree files, IFileActs acts)
{
    private const int LargestFile = 1 << 30;
    private const string Results = "results";
    private const string ResultEnding = ".json";

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Its script.</summary>
    public string Script => System.IO.Path.Join(path, "job.sh");

    /// <summary>What its tasks wrote.</summary>
    public string Log => System.IO.Path.Join(path, "job.log");

    private string PlanFile => System.IO.Path.Join(path, "plan.json");

    private string JobIdFile => System.IO.Path.Join(path, "job.id");

    /// <summary>Makes it: the plan is written last, so that a folder without one is no job.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="script">The script.</param>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public void Create(TileJobPlan plan, string script)
    {
        acts.MakeFolder(System.IO.Path.Join(path, Results));
        acts.WriteFile(Script, Encoding.UTF8.GetBytes(script));
        acts.WriteFile(PlanFile, TileJobJson.Write(plan));
    }

    /// <summary>Notes the executor's id of the job.</summary>
    /// <param name="jobId">The id.</param>
    public void NoteJob(string jobId) => acts.WriteFile(JobIdFile, Encoding.UTF8.GetBytes(jobId + "\n"));

    /// <summary>The executor's id of the job; null when none was noted.</summary>
    /// <returns>The id.</returns>
    public string? JobId() => Read(JobIdFile) is { } content ? Encoding.UTF8.GetString(content).Trim() : null;

    /// <summary>Reads the plan.</summary>
    /// <returns>The plan; null when the folder is no job's.</returns>
    /// <exception cref="InvalidDataException">The plan is damaged.</exception>
    public TileJobPlan? Plan() => Read(PlanFile) is { } content ? TileJobJson.Read<TileJobPlan>(content) : null;

    /// <summary>The tasks that have left a result, in order.</summary>
    /// <returns>Their numbers, from 0.</returns>
    public IReadOnlyList<int> Done()
    {
        try
        {
            return
            [
                .. files.List(System.IO.Path.Join(path, Results))
                    .Where(entry => entry.Name.EndsWith(ResultEnding, StringComparison.Ordinal))
                    .Select(entry => int.TryParse(entry.Name[..^ResultEnding.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var task) ? task : -1)
                    .Where(task => task >= 0)
                    .Order(),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Writes a task's result; it appears whole or not at all.</summary>
    /// <param name="task">The task, from 0.</param>
    /// <param name="result">The result.</param>
    public void WriteResult(int task, TileTaskResult result) => acts.WriteFile(ResultFile(task), TileJobJson.Write(result));

    /// <summary>Reads a task's result.</summary>
    /// <param name="task">The task, from 0.</param>
    /// <returns>The result; null when it has left none.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public TileTaskResult? Result(int task)
    {
        var file = ResultFile(task);
        try
        {
            return Read(file) is { } content ? TileJobJson.Read<TileTaskResult>(content) : null;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{System.IO.Path.GetRelativePath(path, file)}: {e.Message}", e);
        }
    }

    private string ResultFile(int task) => System.IO.Path.Join(path, Results, task.ToString(CultureInfo.InvariantCulture) + ResultEnding);

    private byte[]? Read(string file)
    {
        try
        {
            return files.ReadFile(file, LargestFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
