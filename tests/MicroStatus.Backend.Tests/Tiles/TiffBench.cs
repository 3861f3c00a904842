using System.Diagnostics;
using System.Text.Json;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>TIFFs that Python's tifffile and C's libtiff wrote, once for all tests, and what numpy says of them.</summary>
public sealed class TiffBench : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiffs-");
    private readonly Dictionary<string, JsonElement> _truths = [];
    private readonly string? _absent;

    public TiffBench()
    {
        if (!File.Exists(Python) || Run(Python, "-c", "import tifffile").ExitCode != 0)
        {
            _absent = "Debian's python3-tifffile is not installed.";
            return;
        }

        var (exitCode, output) = Run(Python, Path.Join(AppContext.BaseDirectory, "Tiles", "write_tiffs.py"), _folder.FullName);
        Assert.Equal(0, exitCode);
        using var truths = JsonDocument.Parse(output);
        foreach (var truth in truths.RootElement.EnumerateObject())
        {
            _truths.Add(truth.Name, truth.Value.Clone());
        }
    }

    /// <summary>All files and what numpy says of each; the test is skipped where tifffile is absent.</summary>
    public IReadOnlyDictionary<string, JsonElement> Truths
    {
        get
        {
            Assert.SkipWhen(_absent is not null, _absent ?? "");
            return _truths;
        }
    }

    public string PathOf(string name) => Path.Join(_folder.FullName, name);

    /// <summary>Runs a program to its end.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
