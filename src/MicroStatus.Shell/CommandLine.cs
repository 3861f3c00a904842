namespace MicroStatus.Shell;

/// <summary>The command line, understood as <c>pwsh</c> understands its own.</summary>
/// <param name="Mode">What to do.</param>
/// <param name="Text">The command's text, the script file, or the problem; empty otherwise.</param>
/// <param name="Arguments">Arguments of the script file.</param>
/// <param name="NonInteractive">Nobody is to be asked anything.</param>
internal sealed record CommandLine(ShellMode Mode, string Text, IReadOnlyList<string> Arguments, bool NonInteractive)
{
    private const string SeeHelp = " 'microstatus -Help' lists the options.";

    /// <summary>Understands a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="inputRedirected">Standard input is not a terminal.</param>
    /// <returns>What to do; a mistake is <see cref="ShellMode.Problem"/>.</returns>
    public static CommandLine Parse(IReadOnlyList<string> args, bool inputRedirected)
    {
        var nonInteractive = false;
        for (var i = 0; i < args.Count; i++)
        {
            var option = OptionName(args[i]);
            if (option is null)
            {
                // As in pwsh, a first word without a dash is a script file.
                return ForFile([.. args.Skip(i)], nonInteractive);
            }

            string[] rest = [.. args.Skip(i + 1)];
            switch (option)
            {
                case "noprofile" or "nop" or "nologo" or "nol":
                    // Always so.
                    break;
                case "noninteractive" or "noni":
                    nonInteractive = true;
                    break;
                case "command" or "c":
                    return ForCommand(rest, nonInteractive);
                case "file" or "f":
                    return ForFile(rest, nonInteractive);
                case "help" or "h" or "?":
                    return new CommandLine(ShellMode.Help, string.Empty, [], nonInteractive);
                case "version" or "v":
                    return new CommandLine(ShellMode.Version, string.Empty, [], nonInteractive);
                default:
                    return Problem($"'{args[i]}' is no option of microstatus.{SeeHelp}");
            }
        }

        return new CommandLine(inputRedirected ? ShellMode.StandardInput : ShellMode.Interactive, string.Empty, [], nonInteractive);
    }

    private static CommandLine ForCommand(string[] rest, bool nonInteractive) => rest switch
    {
        [] => Problem($"-Command needs a command, or - to read it from standard input.{SeeHelp}"),
        ["-"] => new CommandLine(ShellMode.StandardInput, string.Empty, [], nonInteractive),
        _ => new CommandLine(ShellMode.Command, string.Join(' ', rest), [], nonInteractive),
    };

    private static CommandLine ForFile(string[] rest, bool nonInteractive) => rest switch
    {
        [] or [""] => Problem($"-File needs a script file, or - to read it from standard input.{SeeHelp}"),
        ["-", ..] => new CommandLine(ShellMode.StandardInput, string.Empty, [], nonInteractive),
        [var file, .. var arguments] => new CommandLine(ShellMode.File, file, arguments, nonInteractive),
    };

    private static CommandLine Problem(string text) => new(ShellMode.Problem, text, [], NonInteractive: true);

    // -Option, --option, in any case; null for a word that is no option.
    private static string? OptionName(string word) =>
        word.Length > 1 && word[0] == '-' ? word.TrimStart('-').ToLowerInvariant() : null;
}
