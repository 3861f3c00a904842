namespace MicroStatus.Checks;

/// <summary>The log that outlives a check.</summary>
public interface ICheckLog : IDisposable
{
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
