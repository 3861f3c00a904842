namespace MicroStatus.Processing.Rscm;

/// <summary>How long a stage has shown the same.</summary>
/// <param name="timeout">How long files may lag behind.</param>
/// <param name="now">The moment.</param>
internal sealed class ProgressWatch(TimeSpan timeout, DateTimeOffset now)
{
    /// <summary>The moment.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Whether a moment is so near that something may still be going on.</summary>
    /// <param name="moment">The moment, or null.</param>
    /// <returns>True when it is.</returns>
    public bool IsRecent(DateTimeOffset? moment) => now - moment < timeout;

    /// <summary>Whether a stage has shown the same for so long that nothing is to be expected any more.</summary>
    /// <param name="subject">The dataset, with what is remembered.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="progress">What it shows.</param>
    /// <returns>True when it has.</returns>
    public bool IsOver(ProcessingSubject subject, StageKind stage, string progress) =>
        subject.Record is { } record && record.Stage == stage && record.Progress == progress && now - record.LastProgress >= timeout;
}
