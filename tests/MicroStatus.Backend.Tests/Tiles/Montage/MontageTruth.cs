using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicroStatus.Backend.Tests.Tiles.Montage;

/// <summary>numpy, tifffile and libtiff's tools: what they write, and what they say of montages.</summary>
public sealed class MontageTruth : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process? _process;

    public MontageTruth()
    {
        if (!File.Exists(Python) || !File.Exists("/usr/bin/tiffcp"))
        {
            return;
        }

        using var trial = Process.Start(new ProcessStartInfo(Python, ["-c", "import numpy, tifffile, PIL"]) { UseShellExecute = false, RedirectStandardError = true })!;
        trial.WaitForExit();
        if (trial.ExitCode == 0)
        {
            var script = Path.Join(AppContext.BaseDirectory, "Tiles", "Montage", "montage_truth.py");
            _process = Process.Start(new ProcessStartInfo(Python, [script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true });
        }
    }

    public JsonNode Ask(string what, object task)
    {
        Assert.SkipWhen(_process is null, "Debian's python3-numpy, python3-tifffile, python3-pil or libtiff-tools is not installed.");
        var line = JsonSerializer.SerializeToNode(task)!;
        line["do"] = what;
        lock (_process)
        {
            _process.StandardInput.WriteLine(line.ToJsonString());
            _process.StandardInput.Flush();
            return JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Python gave no answer."))!;
        }
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
