namespace MicroStatus.Backend.Tests.Usage;

/// <summary>What the scheduler does with a report.</summary>
internal sealed record SchedulerAnswer(int Status, string Body = "")
{
    /// <summary>No answer at all.</summary>
    public const int Silence = 0;

    /// <summary>The connection breaks instead of an answer.</summary>
    public const int Broken = -1;

    /// <summary>The record is taken, whatever is answered.</summary>
    public bool Takes { get; init; } = Status is >= 200 and < 300;
}
