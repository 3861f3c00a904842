namespace MicroStatus.Acquisition.Demo;

/// <summary>One dataset of a demo lab: what the microscope writes when, and what a status check must make of it.</summary>
public abstract record DemoScenario
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The folders between the modality's folder and the dataset, with <c>/</c>: PI, CL number, perhaps a group (lab.md §2).</summary>
    public required string Folder { get; init; }

    /// <summary>What the dataset shows, in a sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>What a check must find: first for the new lab, then after each step of <see cref="DemoSchedule.StepMinutes"/>.</summary>
    public required IReadOnlyList<DemoExpectation> Expected { get; init; }

    /// <summary>What becomes of it in the end.</summary>
    public DemoOutcome Outcome { get; init; }

    /// <summary>It is processed once imaging has finished.</summary>
    public bool IsProcessed => Outcome is DemoOutcome.Moved or DemoOutcome.Published;

    /// <summary>When the microscope images: ribbons or tiles, in their order.</summary>
    public required IReadOnlyList<DemoSpan> Pace { get; init; }

    /// <summary>Files of no meaning that lie in the dataset from its first minute, relative to its folder.</summary>
    public IReadOnlyList<string> StrayFiles { get; init; } = [];

    /// <summary>The modality as stored (lab.md §6).</summary>
    public abstract string Modality { get; }

    /// <summary>When the dataset's first file is written, in minutes of the lab's time since it was made.</summary>
    public double Begin => Pace[0].From;

    /// <summary>Everything the microscope writes, in the order of time.</summary>
    /// <returns>The writes.</returns>
    public IReadOnlyList<DemoWrite> Script() =>
        [.. StrayFiles.Select(f => new DemoWrite(f, Begin, new DemoContent.Stray())).Concat(Writes()).OrderBy(w => w.Minute)];

    /// <summary>What the microscope writes in a part of the time.</summary>
    /// <param name="after">Begin, in minutes; what is written at that moment belongs to the time before.</param>
    /// <param name="until">End, in minutes, included.</param>
    /// <returns>The writes in the order of time.</returns>
    public IReadOnlyList<DemoWrite> Between(double after, double until) =>
        [.. Script().Where(w => w.Minute > after && w.Minute <= until)];

    /// <summary>What the microscope writes, in any order.</summary>
    /// <returns>The writes.</returns>
    protected abstract IEnumerable<DemoWrite> Writes();

    /// <summary>When each ribbon or tile is begun and done.</summary>
    /// <returns>The times in the order of imaging.</returns>
    protected IReadOnlyList<(double Begin, double End)> Slots() => [.. Pace.SelectMany(p => p.Slots())];
}
