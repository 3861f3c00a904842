using System.Diagnostics;
using System.Text.Json;
using MicroStatus.Backend.Imaris;
using MicroStatus.Configuration;
using MicroStatus.Imaris;

namespace MicroStatus.Backend.Tests.Imaris;

/// <summary>Imaris files that h5py wrote, once for all tests, and what h5py says of them.</summary>
public sealed class ImarisBench : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imaris-");
    private readonly JsonElement _truth;
    private readonly string? _absent;

    public ImarisBench()
    {
        if (!File.Exists(Python) || Run("-c", "import h5py").ExitCode != 0)
        {
            _absent = "Debian's python3-h5py is not installed.";
            return;
        }

        var (exitCode, output) = Run(Script, _folder.FullName);
        Assert.Equal(0, exitCode);
        _truth = JsonDocument.Parse(output).RootElement;
    }

    public static IImarisFiles Files { get; } = new ImarisFiles(new ImarisSettings());

    private static string Script => Path.Join(AppContext.BaseDirectory, "Imaris", "write_ims.py");

    /// <summary>The file of a name; the test is skipped where h5py is absent.</summary>
    public string PathOf(string name)
    {
        Assert.SkipWhen(_absent is not null, _absent ?? "");
        return Path.Join(_folder.FullName, name + ".ims");
    }

    /// <summary>What h5py says of it.</summary>
    public JsonElement TruthOf(string name) => _truth.GetProperty(name);

    /// <summary>A file of one's own beside them.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Join(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Sparse files of a small and of a large number of planes, 64 MB each.</summary>
    public void WriteSparse(int small, int large) => Assert.Equal(0, Run(Script, _folder.FullName, "sparse", $"{small}", $"{large}").ExitCode);

    public void Dispose() => _folder.Delete(recursive: true);

    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
