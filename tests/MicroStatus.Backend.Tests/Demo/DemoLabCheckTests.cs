using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Demo;

public sealed class DemoLabCheckTests : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lab").FullName;
    private readonly string _lab;
    private readonly LabBackend _backend = new();

    public DemoLabCheckTests() => _lab = Path.Join(_root, "test", "demo");

    // A command of the lab that still runs would write into folders that are being deleted.
    public async ValueTask DisposeAsync()
    {
        await _backend.DemoLab.WaitAsync(_lab, CancellationToken.None);
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Five_steps_take_every_dataset_from_its_discovery_to_its_end_for_the_right_reason()
    {
        var lab = _backend.DemoLab.Create(_lab, replace: false);
        for (var step = 0; step <= DemoSchedule.Steps; step++)
        {
            lab = step == 0 ? lab : _backend.DemoLab.Step(lab.Path, TimeSpan.FromMinutes(DemoSchedule.StepMinutes));
            var found = await CheckAsync(lab);

            Assert.Equal(Expected(lab, step), found);
        }
    }

    [Fact]
    public async Task A_check_right_after_another_changes_nothing_once_the_jobs_of_this_machine_are_over()
    {
        var lab = _backend.DemoLab.Create(_lab, replace: false);
        for (var step = 0; step <= 2; step++)
        {
            lab = step == 0 ? lab : _backend.DemoLab.Step(lab.Path, TimeSpan.FromMinutes(DemoSchedule.StepMinutes));
            await CheckAsync(lab);
            await _backend.DemoLab.WaitAsync(lab.Path, TestContext.Current.CancellationToken);
            await CheckAsync(lab);

            Assert.Equal([], (await ReportAsync(lab)).Changes);
        }
    }

    // A line a dataset: name, status and, where the scenario names one, the kind of reason.
    private List<string> Expected(DemoLab lab, int step)
    {
        var settings = _backend.SettingsFiles.Load(lab.SettingsPath).Settings;
        var modalities = Instruments.All(settings, _backend.Files, _backend.TiffHeaders).Select(i => i.Modality).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. DemoScenarios.All
                .Where(s => modalities.Contains(s.Modality))
                .Select(s => $"{s.Name}: {s.Expected[step].Status} {s.Expected[step].Attention}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task<List<string>> CheckAsync(DemoLab lab)
    {
        var report = await ReportAsync(lab);
        var settings = _backend.SettingsFiles.Load(lab.SettingsPath).Settings;
        using var database = _backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadOnly, TestContext.Current.CancellationToken);
        var reasons = database.ReadOpenAttention().ToLookup(a => a.Path, a => a.Reason.Kind, StringComparer.Ordinal);
        return
        [
            .. report.Datasets
                .Select(d => $"{d.Name}: {d.ImagingStatus} {Kind(d, reasons[d.Path!])}")
                .Order(StringComparer.Ordinal),
        ];
    }

    // Of several reasons the one that the scenario is about; a stall that follows from it is not.
    private static string? Kind(Dataset dataset, IEnumerable<string> kinds) =>
        dataset.ImagingStatus == ImagingStatus.NeedsAttention
            ? kinds.OrderBy(k => k == AttentionKind.Stalled).FirstOrDefault() ?? "without a reason"
            : null;

    private Task<StatusCheckReport> ReportAsync(DemoLab lab)
    {
        var settings = _backend.SettingsFiles.Load(lab.SettingsPath).Settings;
        var request = new StatusCheckRequest { Host = "node1", WithDatasets = true };
        return new StatusCheck(_backend, settings).RunAsync(request, new FailingObserver(), TestContext.Current.CancellationToken);
    }

    private sealed class FailingObserver : ICheckObserver
    {
        public void Progress(CheckStep step, int done, int total, string? item)
        {
        }

        public void Failed(CheckProblem problem) => Assert.Fail($"{problem.Name}: {problem.Text} {problem.Cause}");
    }
}
