using System.Management.Automation;
using MicroStatus.Acquisition;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Acquisition;

public sealed class ImportDatasetCommandTests : IDisposable
{
    private static readonly string[] Names = ["a_stack1", "b [x] 'q'\n🔬_stack1", "c_stack1"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import");
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public ImportDatasetCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(ImportDatasetCommand));
        var settings = _backend.SettingsFiles.Settings;
        _backend.SettingsFiles.Settings = settings with
        {
            Storage = settings.Storage with { FastStore = settings.Storage.FastStore with { Root = _folder.FullName } },
        };
        foreach (var name in Names)
        {
            // Wildcards are the engine's to resolve, on the real disk; everything else goes through the ports.
            Directory.CreateDirectory(Dataset(name));
            _backend.Files.AddFile(Path.Join(Dataset(name), "vs_series.dat"), []);
        }
    }

    private string Pi => Path.Join(_folder.FullName, "Acquire", "RSCM", "klimstra-w");

    public void Dispose()
    {
        _runner.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Everything_is_registered_and_given_out_as_it_stands()
    {
        var result = _runner.Run("Import-Dataset");
        Assert.Empty(result.ErrorIds);
        Assert.Equal(Names, result.Of<Dataset>().Select(dataset => dataset.Name).Order(StringComparer.Ordinal));
        Assert.True(_backend.Database.CurrentLease!.Released);
        Assert.All(_backend.Database.Applied, change => Assert.Empty(change.Messages));
        Assert.Contains(result.Progress, record => record.RecordType == ProgressRecordType.Completed);
        Assert.Single(result.Progress.Select(record => record.ActivityId).Distinct());
    }

    [Fact]
    public void What_if_asks_for_each_and_neither_writes_nor_takes_the_lease()
    {
        var result = _runner.Run("Import-Dataset -WhatIf");
        Assert.Empty(result.Output);
        Assert.Empty(_backend.Database.Applied);
        Assert.Empty(_backend.Files.Acts);
        Assert.Null(_backend.Database.CurrentLease);
        Assert.Equal([DatabaseAccess.ReadOnly], _backend.DatabaseFilesOverride!.Opened);
    }

    [Fact]
    public void Each_dataset_is_asked_for_by_its_path_on_one_line()
    {
        foreach (var answer in new[] { "No", "Yes", "No" })
        {
            _runner.Host.Answers.Enqueue(answer);
        }

        var result = _runner.Run("Import-Dataset -Confirm");
        Assert.Equal(3, result.Questions.Count);
        Assert.Contains("Register the dataset", result.Questions[1], StringComparison.Ordinal);
        Assert.Contains($@"{Pi}/b [x] 'q'\u{{000a}}🔬_stack1", result.Questions[1], StringComparison.Ordinal);
        Assert.Equal([Names[1]], result.Of<Dataset>().Select(dataset => dataset.Name));
    }

    [Theory]
    [InlineData("Import-Dataset a*", 1)]
    [InlineData("Import-Dataset ./*_stack1", 3)]
    [InlineData("Import-Dataset a_stack1, c_stack1", 2)]
    [InlineData("'a_stack1', 'c_stack1' | Import-Dataset", 2)]
    [InlineData("Import-Dataset -LiteralPath \"b [x] 'q'`n🔬_stack1\"", 1)]
    [InlineData("Import-Dataset .", 3)]
    [InlineData("Import-Dataset ../..", 3)]
    [InlineData("Import-Dataset x*", 0)]
    [InlineData("Import-Dataset -Modality mesospim", 0)]
    [InlineData("[pscustomobject]@{ PSPath = \"$at/c_stack1\" } | Import-Dataset", 1)]
    [InlineData("[pscustomobject]@{ SettingsPath = '/lab'; Path = '/elsewhere' } | Import-Dataset", 3)]
    [InlineData("@() | Import-Dataset", 0)]
    public void Paths_are_taken_from_where_the_session_stands(string script, int registered)
    {
        var result = _runner.With("at", Pi).Run("$null = $ExecutionContext.SessionState.Path.SetLocation($at); " + script);
        Assert.Empty(result.ErrorIds);
        Assert.Equal(registered, result.Output.Count);
    }

    [Theory]
    [InlineData("Import-Dataset nothing, a_stack1", "PathNotFound")]
    [InlineData("Import-Dataset -LiteralPath '*', a_stack1", "PathNotFound")]
    [InlineData("Import-Dataset /, a_stack1", "PathOutsideAcquire")]
    [InlineData("Import-Dataset Env:/PATH, a_stack1", "PathNotInFileSystem")]
    [InlineData("Import-Dataset -LiteralPath Nowhere:/x, a_stack1", "DriveNotFound")]
    public void A_path_that_cannot_be_imported_is_one_error_and_the_others_are_handled(string script, string errorId)
    {
        var result = _runner.With("at", Pi).Run("$null = $ExecutionContext.SessionState.Path.SetLocation($at); " + script);
        Assert.Equal([$"{errorId},MicroStatus.Acquisition.ImportDatasetCommand"], result.ErrorIds);
        Assert.Equal(["a_stack1"], result.Of<Dataset>().Select(dataset => dataset.Name));
    }

    [Fact]
    public void Known_datasets_are_verbose_and_a_folder_without_one_is_a_warning()
    {
        _runner.Run("Import-Dataset");
        _backend.Files.AddFolder(Path.Join(Pi, "empty"));
        var applied = _backend.Database.Applied.Count;
        var result = _runner.With("at", Pi).Run("Import-Dataset -LiteralPath $at, \"$at/empty\" -Verbose");
        Assert.Equal(3, result.Verbose.Count(line => line.EndsWith("is recorded already.", StringComparison.Ordinal)));
        Assert.Equal([$"There is no dataset in '{Pi}/empty'."], result.Warnings);
        Assert.Empty(result.Output);
        Assert.Equal(applied, _backend.Database.Applied.Count);
    }

    [Fact]
    public void A_running_check_and_observing_end_it_with_one_error()
    {
        var lease = _backend.Database.AcquireLease(TestContext.Current.CancellationToken);
        Assert.Equal(["LeaseHeld,MicroStatus.Acquisition.ImportDatasetCommand"], _runner.Run("Import-Dataset").ErrorIds);
        Assert.NotNull(lease);
        _backend.Database.State = new MonitorState(CheckMode.Observe, null, null);
        var refused = _runner.Run("Import-Dataset -WhatIf");
        Assert.Equal(["MonitorObserves,MicroStatus.Acquisition.ImportDatasetCommand"], refused.ErrorIds);
        Assert.Contains("Enable-StatusCheck", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_backend.Database.Applied);
    }

    [Fact]
    public void An_unknown_modality_names_those_that_there_are()
    {
        var refused = _runner.Run("Import-Dataset -Modality confocal");
        Assert.Equal(["ModalityUnknown,MicroStatus.Acquisition.ImportDatasetCommand"], refused.ErrorIds);
        Assert.Contains("rscm, mesospim", refused.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    private string Dataset(string name) => Path.Join(Pi, name);
}
