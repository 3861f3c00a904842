namespace MicroStatus.Checks;

/// <summary>The log of a check that may not leave a trace.</summary>
public sealed class SilentLog : ICheckLog
{
    /// <inheritdoc/>
    public string? Fault => null;

    /// <inheritdoc/>
    public void Information(string text)
    {
        // Not a line.
    }

    /// <inheritdoc/>
    public void Warning(string text)
    {
        // Not a line.
    }

    /// <inheritdoc/>
    public void Error(string text, Exception? cause)
    {
        // Not a line.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is open.
    }
}
