using System.Management.Automation;

namespace MicroStatus.Shell;

/// <summary>What the program tells about itself.</summary>
internal static class HelpText
{
    /// <summary>The help.</summary>
    public const string Help = """
        microstatus: the PowerShell engine with the module MicroStatus loaded, for machines without pwsh.

        microstatus                          prompt; a script on standard input when that is not a terminal
        microstatus -Command <text> …        run a command ('-' reads it from standard input)
        microstatus [-File] <script> [args]  run a script file

        -NonInteractive   ask nobody: a confirmation fails instead of waiting
        -Help, -Version   this text; the versions of program and engine
        -NoProfile, -NoLogo  accepted, and always so

        Exit code: 0 when all went well; 1 when an error ended the run, or the last statement of a command failed, or Ctrl+C or
        SIGTERM stopped it; the number that a script gives to 'exit'.
        Objects go to standard output; warnings, errors, verbose lines and progress go to standard error.
        NO_COLOR switches colours off. MICROSTATUS_MODULE names the module's folder when it is not beside the program.

        The engine has the language and the core cmdlets (Where-Object, ForEach-Object, Get-Command, Get-Help, Import-Module, Start-Job …),
        but none of the modules that come with pwsh: no Select-Object, Sort-Object, Format-Table, Write-Host, Out-String, ConvertTo-Json,
        Set-Location or Get-ChildItem. For those, install pwsh 7.6 and import the module there.
        """;

    /// <summary>The versions of program and engine.</summary>
    /// <returns>One line.</returns>
    public static string Version()
    {
        var program = typeof(HelpText).Assembly.GetName().Version!;
        var engine = PSVersionInfo.PSVersion;
        return $"microstatus {program.ToString(3)} (PowerShell engine {engine})";
    }
}
