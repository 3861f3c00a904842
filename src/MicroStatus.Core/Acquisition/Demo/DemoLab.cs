using MicroStatus.Processing.Demo;

namespace MicroStatus.Acquisition.Demo;

/// <summary>A small lab in a folder, with a clock of its own.</summary>
public sealed record DemoLab
{
    /// <summary>The lab's folder.</summary>
    public required string Path { get; init; }

    /// <summary>The lab's settings file; binds to the parameter of this name of every cmdlet.</summary>
    public required string SettingsPath { get; init; }

    /// <summary>The time at the lab: the machine's plus what the steps let pass.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Steps done since the lab was made.</summary>
    public required int Step { get; init; }

    /// <summary>The datasets that the microscopes write.</summary>
    public required IReadOnlyList<DemoDataset> Datasets { get; init; }

    /// <summary>What is to go wrong in processing.</summary>
    public IReadOnlyList<DemoFaultRule> Faults { get; init; } = [];
}
