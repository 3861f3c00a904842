using System.Management.Automation;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MicroStatus.Shell.Host;

/// <summary>Standard input, output and error, and the progress line that must give way to whatever else is written.</summary>
internal sealed class Terminal
{
    private const int DefaultWidth = 120;

    private readonly Lock _gate = new();
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly bool _colours;
    private readonly ProgressLine? _progress;

    /// <summary>Puts a terminal together.</summary>
    /// <param name="output">Objects and prompts.</param>
    /// <param name="error">Everything else.</param>
    /// <param name="input">Answers and commands.</param>
    /// <param name="outputIsTerminal">A person sees the output.</param>
    /// <param name="errorIsTerminal">A person sees what goes to standard error.</param>
    /// <param name="colours">ANSI colours are welcome.</param>
    public Terminal(TextWriter output, TextWriter error, LineReader input, bool outputIsTerminal, bool errorIsTerminal, bool colours)
    {
        _output = output;
        _error = error;
        Input = input;
        OutputIsTerminal = outputIsTerminal;
        _colours = colours && errorIsTerminal;
        PlainText = !colours || !outputIsTerminal;
        _progress = errorIsTerminal ? new ProgressLine(TimeProvider.System) : null;
    }

    /// <summary>Lines that a person or a pipe gives.</summary>
    public LineReader Input { get; }

    /// <summary>A person sees the output.</summary>
    public bool OutputIsTerminal { get; }

    /// <summary>The output takes no ANSI sequences.</summary>
    public bool PlainText { get; }

    /// <summary>Columns: the terminal's, or 120 when the output goes elsewhere.</summary>
    public int Width => OutputIsTerminal && Console.WindowWidth is var width and > 0 ? width : DefaultWidth;

    /// <summary>Rows of the terminal.</summary>
    public int Height => OutputIsTerminal && Console.WindowHeight is var height and > 0 ? height : 50;

    /// <summary>The process's own.</summary>
    /// <returns>A terminal.</returns>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var noColour = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);

        // The kernel's own line editing; it also drops a half-typed line at Ctrl+C.
        var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            new LineReader(new StreamReader(input, utf8)),
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            !noColour);
    }

    /// <summary>Writes to standard output.</summary>
    /// <param name="text">Any text.</param>
    public void Write(string text)
    {
        lock (_gate)
        {
            _progress?.Erase(_error);
            _output.Write(text);
        }
    }

    /// <summary>Writes a line to standard error.</summary>
    /// <param name="line">The line.</param>
    /// <param name="colour">Its colour, where colours are welcome.</param>
    public void WriteError(string line, AnsiColour colour = AnsiColour.None)
    {
        lock (_gate)
        {
            _progress?.Erase(_error);
            _error.WriteLine(_colours && colour != AnsiColour.None ? $"\e[{(int)colour}m{line}\e[0m" : line);
        }
    }

    /// <summary>Shows progress, when a person sees it.</summary>
    /// <param name="record">The record.</param>
    public void ShowProgress(ProgressRecord record)
    {
        if (_progress is null)
        {
            return;
        }

        lock (_gate)
        {
            _progress.Show(record, _error, Console.WindowWidth is var width and > 0 ? width : DefaultWidth);
        }
    }

    /// <summary>Takes away what a pipeline left of its progress.</summary>
    public void EndProgress()
    {
        lock (_gate)
        {
            _progress?.End(_error);
        }
    }
}
