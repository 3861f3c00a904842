using System.Management.Automation.Language;
using System.Text;
using MicroStatus.Shell.Host;

namespace MicroStatus.Shell;

/// <summary>Prompt, run, prompt again, until <c>exit</c> or the end of the input.</summary>
/// <param name="engine">The engine.</param>
/// <param name="terminal">The terminal.</param>
/// <param name="stop">Ctrl+C drops what is typed; SIGTERM ends the loop.</param>
internal sealed class PromptLoop(Engine engine, Terminal terminal, StopSignal stop)
{
    private const string Prompt = "microstatus> ";
    private const string Continuation = ">> ";

    /// <summary>Runs the loop.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        while (engine.ExitCode is null)
        {
            string? text;
            try
            {
                text = ReadStatement();
            }
            catch (OperationCanceledException) when (!stop.EndsProgram)
            {
                stop.Reset();
                terminal.Write(Environment.NewLine);
                continue;
            }
            catch (OperationCanceledException)
            {
                return StopSignal.ExitCode;
            }

            if (text is null)
            {
                terminal.Write(Environment.NewLine);
                return 0;
            }

            if (!string.IsNullOrWhiteSpace(text))
            {
                engine.RunText(text);
                if (stop.EndsProgram)
                {
                    return StopSignal.ExitCode;
                }

                stop.Reset();
            }
        }

        return engine.ExitCode.Value;
    }

    /// <summary>Whether the parser waits for more lines; an empty line ends the wait.</summary>
    /// <param name="text">What is typed so far.</param>
    /// <returns>True when a block, a string or a pipeline is still open.</returns>
    internal static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return errors.Any(error => error.IncompleteInput);
    }

    private string? ReadStatement()
    {
        terminal.Write(Prompt);
        if (terminal.Input.ReadLine(stop.Token) is not { } first)
        {
            return null;
        }

        var text = new StringBuilder(first);
        while (IsIncomplete(text.ToString()))
        {
            terminal.Write(Continuation);
            if (terminal.Input.ReadLine(stop.Token) is not { Length: > 0 } line)
            {
                break;
            }

            text.Append('\n').Append(line);
        }

        return text.ToString();
    }
}
