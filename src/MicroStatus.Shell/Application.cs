using System.Management.Automation;
using MicroStatus.Shell.Host;

namespace MicroStatus.Shell;

/// <summary>The program: from the command line to an exit code.</summary>
internal static class Application
{
    private const int Failed = 1;

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> args)
    {
        var terminal = Terminal.OfProcess();
        var line = CommandLine.Parse(args, Console.IsInputRedirected);
        try
        {
            return line.Mode switch
            {
                ShellMode.Help => Say(terminal, HelpText.Help),
                ShellMode.Version => Say(terminal, HelpText.Version()),
                ShellMode.Problem => Refuse(terminal, line.Text),
                _ => RunEngine(line, terminal),
            };
        }
        catch (RuntimeException e)
        {
            return Refuse(terminal, [.. ErrorText.Of(e.ErrorRecord)]);
        }
        catch (Exception e)
        {
            return Refuse(terminal, ErrorText.OfUnexpected(e));
        }
    }

    private static int RunEngine(CommandLine line, Terminal terminal)
    {
        // Nothing that a lab runs reports to anybody outside it.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        var (manifest, lookedAt) = ModuleLocator.Find(AppContext.BaseDirectory, Environment.GetEnvironmentVariable(ModuleLocator.Variable));
        if (manifest is null)
        {
            return Refuse(
                terminal,
                $"microstatus: the module MicroStatus is not there. Build it with 'dotnet build', or name its folder in ${ModuleLocator.Variable}. Looked at:",
                [.. lookedAt.Select(place => "  " + place)]);
        }

        if (line.Mode == ShellMode.File && !File.Exists(line.Text))
        {
            return Refuse(terminal, $"microstatus: there is no script file '{line.Text}'.");
        }

        using var stop = new StopSignal();
        using var engine = new Engine(manifest, terminal, !line.NonInteractive && !Console.IsInputRedirected, stop);
        if (line.Mode == ShellMode.Interactive)
        {
            return new PromptLoop(engine, terminal, stop).Run();
        }

        var exitCode = line.Mode switch
        {
            ShellMode.File => engine.RunFile(Path.GetFullPath(line.Text), line.Arguments),
            ShellMode.StandardInput => engine.RunText(terminal.Input.ReadToEnd()) ? 0 : Failed,
            _ => engine.RunText(line.Text) ? 0 : Failed,
        };
        return stop.Token.IsCancellationRequested ? StopSignal.ExitCode : engine.ExitCode ?? exitCode;
    }

    private static int Say(Terminal terminal, string text)
    {
        terminal.Write(text + Environment.NewLine);
        return 0;
    }

    private static int Refuse(Terminal terminal, string line, params string[] more) => Refuse(terminal, [line, .. more]);

    private static int Refuse(Terminal terminal, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            terminal.WriteError(line, AnsiColour.Red);
        }

        return Failed;
    }
}
