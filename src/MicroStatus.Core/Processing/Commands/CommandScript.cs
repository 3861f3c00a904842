using System.Text;
using MicroStatus.Moves.Job;

namespace MicroStatus.Processing.Commands;

/// <summary>The script that runs one command of the lab and leaves its exit code. Pure.</summary>
/// <remarks>A cluster may carry a submission out twice: what the script claims first is run once at most. It needs bash and coreutils, nothing else.</remarks>
public static class CommandScript
{
    /// <summary>Writes it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="files">Its files.</param>
    /// <param name="workingFolder">The folder that the command starts in.</param>
    /// <returns>The script.</returns>
    /// <exception cref="ArgumentException">An argument holds what no argument can: NUL, or half a surrogate pair.</exception>
    public static string Write(ProcessingCommand command, CommandFiles files, string workingFolder)
    {
        var script = new StringBuilder();
        script.Append("#!/bin/bash\n");
        script.Append("# Runs one command once, and leaves its exit code.\n");
        script.Append("set -u\n");
        script.Append("umask 002\n");
        script.Append("claim=").Append(ShellWord.Quote(files.Claim)).Append('\n');
        script.Append("result=").Append(ShellWord.Quote(files.Result)).Append('\n');
        script.Append("folder=").Append(ShellWord.Quote(workingFolder)).Append('\n');
        script.Append("command=(").AppendJoin(' ', command.Arguments.Select(ShellWord.Quote)).Append(")\n");
        script.Append(
            """

            mkdir -- "$claim" || { echo 'This command was run before.'; exit 0; }
            sync -f -- "$claim"
            code=0
            if cd -- "$folder"; then
                "${command[@]}" </dev/null || code=$?
            else
                code=1
            fi
            printf '%d\n' "$code" >"$result.writing"
            sync -- "$result.writing"
            mv -fT -- "$result.writing" "$result"
            exit "$code"

            """);
        return script.ToString().ReplaceLineEndings("\n");
    }
}
