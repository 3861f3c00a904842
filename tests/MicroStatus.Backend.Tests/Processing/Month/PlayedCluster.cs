using System.Globalization;
using MicroStatus.Backend.Tests.Moves;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>What becomes of a command's submission.</summary>
internal enum CommandFate
{
    EndsWell,
    Fails,

    /// <summary>Its job leaves the queue without a result.</summary>
    Vanishes,

    /// <summary>It takes effect, and the answer is lost.</summary>
    LosesAnswer,

    /// <summary>Neither the answer nor the request arrives.</summary>
    NeverArrives,
}

/// <summary>The lab's cluster: the executor's jobs, the stitching cluster that takes queue files, CBPy and its places.</summary>
internal sealed class PlayedCluster
{
    private const int StitchPlaces = 3;
    private const int DenoisingPlaces = 4;
    private static readonly string[] StitchingJobs = ["DASK_SCHED", "DASK_WORKER", "RSCM_Listen"];

    private readonly MonthLab _lab;
    private readonly Dictionary<string, Queue<CommandFate>> _fates = new(StringComparer.Ordinal);
    private readonly List<PlayedJob> _played = [];
    private readonly HashSet<long> _taken = [];
    private int _denoising;
    private int _jobNumber = 6;
    private CommandFate _fate;

    public PlayedCluster(MonthLab lab)
    {
        _lab = lab;
        Executor.Before = Before;
        Executor.After = After;
    }

    public FakeExecutor Executor { get; } = new();

    /// <summary>Names of the jobs that arrived, in their order.</summary>
    public List<string> Arrived { get; } = [];

    /// <summary>What the cluster saw that must never be.</summary>
    public List<string> Faults { get; } = [];

    public bool IsSilent
    {
        get;
        set
        {
            field = value;
            Executor.Silence = value ? Unanswered("squeue did not answer.") : null;
        }
    }

    public int NextJobNumber() => ++_jobNumber;

    public void Decide(string jobName, CommandFate fate)
    {
        if (!_fates.TryGetValue(jobName, out var fates))
        {
            _fates[jobName] = fates = new Queue<CommandFate>();
        }

        fates.Enqueue(fate);
    }

    /// <summary>True once when the dataset's queue file was taken.</summary>
    public bool Took(long id) => _taken.Remove(id);

    public bool TryBeginDenoising()
    {
        if (!IsLive("CBPy") || _denoising >= DenoisingPlaces)
        {
            return false;
        }

        _denoising++;
        return true;
    }

    public void EndDenoising() => _denoising--;

    public void Step()
    {
        Executor.Jobs.RemoveAll(job => !job.IsLive);
        foreach (var job in _played.Where(job => job.Due <= _lab.Now).ToList())
        {
            _played.Remove(job);
            Advance(job);
        }

        if (StitchingJobs.All(IsLive))
        {
            TakeQueueFiles();
        }
    }

    private void TakeQueueFiles()
    {
        var busy = Directory.GetFiles(_lab.QueueFolder("processing")).Length;
        foreach (var file in Directory.GetFiles(_lab.QueueFolder("queueStitch"), "*.txt").Order(StringComparer.Ordinal).Take(Math.Max(0, StitchPlaces - busy)))
        {
            var name = Path.GetFileName(file);
            var before = Directory.GetFiles(_lab.QueueFolder("processing"), name);
            if (before.Length > 0)
            {
                Faults.Add($"{name} was queued while it was being stitched.");
            }

            File.Move(file, Path.Join(_lab.QueueFolder("processing"), name));
            _taken.Add(long.Parse(name.AsSpan(0, 5), CultureInfo.InvariantCulture));
        }
    }

    private void Before(ClusterJobRequest request)
    {
        _lab.MayDie();
        if (IsSilent)
        {
            throw Unanswered("sbatch did not answer.");
        }

        _fate = _fates.TryGetValue(request.Name, out var fates) && fates.TryDequeue(out var fate) ? fate : CommandFate.EndsWell;
        if (_fate == CommandFate.NeverArrives)
        {
            throw Unanswered("sbatch did not answer.");
        }
    }

    private void After(ClusterJobRequest request)
    {
        Arrived.Add(request.Name);
        if (Executor.Jobs.Count(job => job.Name == request.Name && job.IsLive) > 1)
        {
            Faults.Add($"{request.Name} was submitted while it was in the queue.");
        }

        _played.Add(new PlayedJob(request, Executor.Jobs[^1].Id, _fate, _lab.Now + _lab.Minutes(0, 30)));
        if (_fate == CommandFate.LosesAnswer)
        {
            throw Unanswered("sbatch did not answer in time.");
        }

        _lab.MayDie();
    }

    private void Advance(PlayedJob job)
    {
        if (!job.IsRunning)
        {
            Executor.Set(job.Id, ClusterJobState.Running);
            if (!job.Request.Name.StartsWith("move_", StringComparison.Ordinal))
            {
                // What a command's script does first.
                Directory.CreateDirectory(CommandFiles.Of(_lab.Settings.Processing, job.Request.Comment!).Claim);
            }

            _played.Add(job with { IsRunning = true, Due = _lab.Now + _lab.Minutes(1, 30) });
            return;
        }

        Executor.Jobs.RemoveAll(one => one.Id == job.Id);
        var id = job.Request.Name.LastIndexOf('_') is var at && long.TryParse(job.Request.Name.AsSpan(at + 1), CultureInfo.InvariantCulture, out var number) ? number : 0;
        switch (job.Request.Name[..at])
        {
            case "move":
                _lab.PlayMove(id, job.Request);
                return;
            case "start":
                StartService(job.Request.Name);
                break;
            default:
                if (job.Fate is CommandFate.EndsWell or CommandFate.LosesAnswer)
                {
                    _lab.DatasetOf(id).Begin(job.Request.Name[..at]);
                }

                break;
        }

        if (job.Fate != CommandFate.Vanishes)
        {
            var files = CommandFiles.Of(_lab.Settings.Processing, job.Request.Comment!);
            _lab.Lab.Write(files.Log, job.Fate == CommandFate.Fails ? "there is no licence\n" : "submitted\n");
            _lab.Lab.Write(files.Result, job.Fate == CommandFate.Fails ? "3\n" : "0\n");
        }
    }

    private void StartService(string name)
    {
        foreach (var service in name == "start_denoising" ? ["CBPy"] : StitchingJobs)
        {
            if (IsLive(service))
            {
                Faults.Add($"{service} was started while it ran.");
            }

            Executor.Jobs.Add(new ClusterJob
            {
                Id = $"s{Arrived.Count}{service}",
                Name = service,
                State = ClusterJobState.Running,
                Executor = ClusterExecutor.Slurm,
            });
        }
    }

    private bool IsLive(string name) => Executor.Jobs.Exists(job => job.Name == name && job.IsLive);

    private static StatusException Unanswered(string text) => new("ClusterCommandTimedOut", StatusErrorCategory.InvalidOperation, text, null, null);

    private sealed record PlayedJob(ClusterJobRequest Request, string Id, CommandFate Fate, DateTimeOffset Due)
    {
        public bool IsRunning { get; init; }
    }
}
