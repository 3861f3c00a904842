using System.Collections.Concurrent;
using MicroStatus.Checks;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A log in memory; each line begins with its level.</summary>
public sealed class FakeLog : ICheckLog
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public bool Closed { get; private set; }

    public string? Fault { get; set; }

    public void Information(string text) => Lines.Enqueue("information: " + text);

    public void Warning(string text) => Lines.Enqueue("warning: " + text);

    public void Error(string text, Exception? cause) => Lines.Enqueue("error: " + text);

    public void Dispose() => Closed = true;
}
