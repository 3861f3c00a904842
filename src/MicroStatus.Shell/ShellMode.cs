namespace MicroStatus.Shell;

/// <summary>What the program is asked to do.</summary>
internal enum ShellMode
{
    /// <summary>Prompt, run, prompt again.</summary>
    Interactive,

    /// <summary>Run the text of <c>-Command</c>.</summary>
    Command,

    /// <summary>Run a script file with arguments.</summary>
    File,

    /// <summary>Run what comes on standard input.</summary>
    StandardInput,

    /// <summary>Show the help.</summary>
    Help,

    /// <summary>Show the version.</summary>
    Version,

    /// <summary>Say what is wrong with the command line.</summary>
    Problem,
}
