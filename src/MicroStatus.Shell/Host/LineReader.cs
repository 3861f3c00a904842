namespace MicroStatus.Shell.Host;

/// <summary>Reads lines so that a wait for one can be given up: the read goes on behind, and the next wait takes its line.</summary>
/// <param name="reader">Where lines come from.</param>
internal sealed class LineReader(TextReader reader)
{
    private Task<string?>? _pending;

    /// <summary>Waits for a line.</summary>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <returns>The line, or null at the end of the input.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public string? ReadLine(CancellationToken cancellationToken)
    {
        var pending = _pending ??= Task.Run(reader.ReadLine, CancellationToken.None);
#pragma warning disable VSTHRD002 // The caller is the thread of the prompt: to wait is its job.
        pending.Wait(cancellationToken);
        _pending = null;
        return pending.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <summary>Reads all that comes.</summary>
    /// <returns>The text.</returns>
    public string ReadToEnd() => reader.ReadToEnd();
}
