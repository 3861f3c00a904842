using System.Diagnostics;
using System.Globalization;

namespace MicroStatus.Backend.Tests.Processing;

/// <summary>A real Dask scheduler with a worker, on loopback, whose worker keeps the results of seven tasks.</summary>
public sealed class DaskNode : IAsyncLifetime
{
    public const int Done = 7;

    private const string Python = "/usr/bin/python3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dask-");
    private Process? _process;

    /// <summary>Why there is none, or null.</summary>
    public string? Absent { get; private set; }

    public int DashboardPort { get; private set; }

    public string SchedulerFile => Path.Join(_folder.FullName, "scheduler.json");

    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/distributed"))
        {
            Absent = "Debian's python3-distributed is not installed.";
            return;
        }

        _process = Process.Start(new ProcessStartInfo(
            Python,
            [Path.Join(AppContext.BaseDirectory, "Processing", "dask_scheduler.py"), SchedulerFile, Done.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.FullName,
            Environment = { ["DASK_LOGGING__DISTRIBUTED"] = "error" },
        })!;
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        DashboardPort = int.Parse(line!, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
