using System.Diagnostics;
using MicroStatus.Configuration;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Backend.Tests.Processing.Commands;

/// <summary>The script that runs a command of the lab, with the real bash.</summary>
public sealed class CommandScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("command").FullName;

    public CommandScriptTests()
    {
        foreach (var folder in CommandFiles.Folders)
        {
            Directory.CreateDirectory(Path.Join(_folder, folder));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_argument_arrives_as_it_is()
    {
        string[] odd = ["a b", "it's", "$(touch x)", "`id`", "*", "", "-n", "line\nfeed", "\\", "\"q\"", "ü"];

        var (code, output) = Run(["printf", "<%s>", .. odd]);

        Assert.Equal(0, code);
        Assert.Equal(string.Concat(odd.Select(word => $"<{word}>")), output);
        Assert.Equal("0\n", File.ReadAllText(Files.Result));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(42)]
    public void The_exit_code_is_left_and_passed_on(int code)
    {
        Assert.Equal(code, Run(["bash", "-c", $"exit {code}"]).Code);
        Assert.Equal($"{code}\n", File.ReadAllText(Files.Result));
    }

    [Fact]
    public void A_program_that_is_not_there_is_a_failure()
    {
        Assert.Equal(127, Run(["/no/such/program"]).Code);
        Assert.Equal("127\n", File.ReadAllText(Files.Result));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_failure()
    {
        Assert.Equal(1, Run(["true"], folder: Path.Join(_folder, "gone")).Code);
        Assert.Equal("1\n", File.ReadAllText(Files.Result));
    }

    [Fact]
    public void It_runs_once_however_often_it_is_submitted()
    {
        string[] command = ["bash", "-c", "echo run >>count"];

        Assert.Equal((0, 0), (Run(command).Code, Run(command).Code));
        Assert.Equal("run\n", File.ReadAllText(Path.Join(_folder, "count")));
    }

    [Fact]
    public void What_is_killed_leaves_its_claim_and_no_result_and_is_not_run_again()
    {
        var script = Write(["bash", "-c", "echo $PPID; kill -KILL $PPID"], _folder);

        Assert.NotEqual(0, Run(script).Code);
        Assert.True(Directory.Exists(Files.Claim));
        Assert.False(File.Exists(Files.Result));
        Assert.Equal((0, "This command was run before."), (Run(script).Code, Run(script).Output.Trim().Split('\n')[^1]));
    }

    private CommandFiles Files => CommandFiles.Of(new ProcessingSettings { Folder = _folder }, "imaris_00007-1");

    private (int Code, string Output) Run(IReadOnlyList<string> command, string? folder = null) => Run(Write(command, folder ?? _folder));

    private string Write(IReadOnlyList<string> command, string folder)
    {
        var run = new ProcessingCommand
        {
            RunId = "imaris_00007-1",
            JobName = "imaris_00007",
            Arguments = command,
            State = CommandState.Submitting,
            Begun = DateTimeOffset.UnixEpoch,
            Log = Files.Log,
        };
        File.WriteAllText(Files.Script, CommandScript.Write(run, Files, folder));
        return Files.Script;
    }

    private static (int Code, string Output) Run(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
