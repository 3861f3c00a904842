using MicroStatus.Checks;

namespace MicroStatus.Backend.Tests.Messages;

/// <summary>A log that keeps its lines.</summary>
internal sealed class NotedLog : ICheckLog
{
    public List<string> Lines { get; } = [];

    public string? Fault { get; set; }

    public void Information(string text) => Write(text);

    public void Warning(string text) => Write(text);

    public void Error(string text, Exception? cause) => Write(text);

    public void Dispose()
    {
    }

    private void Write(string text)
    {
        if (Fault is null)
        {
            Lines.Add(text);
        }
    }
}
