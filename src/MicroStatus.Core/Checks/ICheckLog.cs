namespace MicroStatus.Checks;

/// <summary>The log that outlives a check. A log that cannot be written never ends a check: <see cref="Fault"/> tells.</summary>
public interface ICheckLog : IDisposable
{
    /// <summary>Why the log cannot be written, or null.</summary>
    string? Fault { get; }

    /// <summary>Something happened.</summary>
    /// <param name="text">A sentence.</param>
    void Information(string text);

    /// <summary>Something is wrong that a person may want to know.</summary>
    /// <param name="text">A sentence.</param>
    void Warning(string text);

    /// <summary>Something failed.</summary>
    /// <param name="text">A sentence.</param>
    /// <param name="cause">The cause, or null.</param>
    void Error(string text, Exception? cause);
}
