using System.Text;
using MicroStatus.Moves.Job;

namespace MicroStatus.Tiles.Jobs;

/// <summary>The script of a job: a shell that knows this module does a task, or all that are left where the executor runs no arrays. Pure.</summary>
public static class TileJobScript
{
    /// <summary>The PowerShell command that the shell runs; paths reach it through the environment, so that none is ever part of a command.</summary>
    public const string Command =
        "$ErrorActionPreference = 'Stop'; Import-Module -Name $env:MICROSTATUS_TILE_MODULE; "
        + "if ($env:SLURM_ARRAY_TASK_ID) { Invoke-TileSetJob -LiteralPath $env:MICROSTATUS_TILE_JOB -Task $env:SLURM_ARRAY_TASK_ID } "
        + "else { Invoke-TileSetJob -LiteralPath $env:MICROSTATUS_TILE_JOB }";

    /// <summary>Writes it.</summary>
    /// <param name="folder">The job's folder.</param>
    /// <param name="module">The module's manifest or folder.</param>
    /// <param name="shell">The shell and its arguments; the command is added as the last one.</param>
    /// <returns>The script.</returns>
    /// <exception cref="ArgumentException">A path or an argument holds what no argument can: NUL, or half a surrogate pair.</exception>
    public static string Write(string folder, string module, IReadOnlyList<string> shell)
    {
        var script = new StringBuilder();
        script.Append("#!/bin/bash\n");
        script.Append("# Tests tiles, or makes a montage of them, and leaves the result in the job's folder.\n");
        script.Append("set -u\n");
        script.Append("umask 002\n");
        script.Append("export MICROSTATUS_TILE_JOB=").Append(ShellWord.Quote(folder)).Append('\n');
        script.Append("export MICROSTATUS_TILE_MODULE=").Append(ShellWord.Quote(module)).Append('\n');
        script.Append("export POWERSHELL_TELEMETRY_OPTOUT=1\n");
        script.Append("exec ").AppendJoin(' ', shell.Append(Command).Select(ShellWord.Quote)).Append(" </dev/null\n");
        return script.ToString();
    }
}
