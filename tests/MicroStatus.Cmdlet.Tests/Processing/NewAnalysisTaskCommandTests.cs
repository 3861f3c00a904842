using System.Text;
using MicroStatus.Acts;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Imaris;
using MicroStatus.Processing;
using MicroStatus.Processing.Analysis;

namespace MicroStatus.Cmdlet.Tests.Processing;

public sealed class NewAnalysisTaskCommandTests : IDisposable
{
    private const string File = "/h20/Acquire/RSCM/cebra/5CL18/a_stack1/composites_RSCM_v0.1/job_10/a.ims";
    private const string First = "/h20/CBI/Iana/json/deneb_settings20260914_080000.json";

    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public NewAnalysisTaskCommandTests()
    {
        _backend.Files.AddFolder("/CBI_FastStore/Acquire").AddFolder("/h20/Acquire").AddFolder("/h20/CBI/Iana/json").AddFile(File, [1]);
        _backend.Imaris.Files[File] = new ImarisFile { Path = File, Opens = true };
        _backend.Database.Datasets.Add(new Dataset
        {
            Id = 7,
            Name = "a_stack1",
            Pi = "cebra",
            ClNumber = "5CL18",
            IsBrain = true,
            ProcessingStatus = ProcessingStatus.Finished,
            ImarisFilePath = File,
            AnalysisTaskText = "0",
        });
        _runner = new CmdletRunner(_backend, typeof(NewAnalysisTaskCommand));
    }

    private Dataset Row
    {
        get => _backend.Database.Datasets[0];
        set => _backend.Database.Datasets[0] = value;
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void A_task_is_created_and_announced_once()
    {
        var task = Assert.Single(_runner.Run("New-AnalysisTask a_*").Of<AnalysisTask>());
        Assert.Equal((First, "/h20/Acquire/cebra/5CL18/analysis"), (task.Path, task.OutputFolder));
        Assert.Equal(
            $$"""
            {
              "ims_file": "{{File}}",
              "actions": [
                "extract_tiff_series",
                "detect_cells"
              ],
              "output_folder": "/h20/Acquire/cebra/5CL18/analysis"
            }

            """,
            Encoding.UTF8.GetString(_backend.Files.ReadFile(First, 10_000)));
        Assert.Equal((true, "2026-09-14_08-00-00"), (Row.HasAnalysisTask, Row.AnalysisTaskText));
        Assert.Contains(@"H:\CBI\Iana\json\deneb_settings20260914_080000.json", Assert.Single(_backend.Database.Outbox.Entries).Text, StringComparison.Ordinal);
        Assert.Equal(IntentState.Done, Assert.Single(_backend.Database.Intents.All).State);
        Assert.Single(_backend.Files.Below("/h20/CBI/Iana/json"));
    }

    [Fact]
    public void Two_tasks_of_one_second_get_two_seconds_and_none_is_written_over()
    {
        _backend.Files.AddFile(First, [9]);
        Assert.Equal("/h20/CBI/Iana/json/deneb_settings20260914_080001.json", Assert.Single(_runner.Run("New-AnalysisTask -Id 7").Of<AnalysisTask>()).Path);
        Assert.Equal([9], _backend.Files.ReadFile(First, 10));
    }

    [Fact]
    public void Results_go_to_the_nearest_folder_above_the_file()
    {
        _backend.Files.AddFolder("/h20/Acquire/RSCM/cebra/analysis").AddFolder("/h20/Acquire/RSCM/cebra/5CL18/a_stack1/analysis");
        Assert.Equal("/h20/Acquire/RSCM/cebra/5CL18/a_stack1/analysis", Assert.Single(_runner.Run("New-AnalysisTask -Id 7").Of<AnalysisTask>()).OutputFolder);
    }

    [Fact]
    public void WhatIf_changes_nothing_at_all()
    {
        Assert.Empty(_runner.Run("New-AnalysisTask -Id 7 -WhatIf").ErrorIds);
        Assert.Contains(_runner.Host.Lines, line => line.Contains(First, StringComparison.Ordinal));
        Assert.Empty(_backend.Files.Acts);
        Assert.Empty(_backend.Database.Applied);
    }

    [Fact]
    public void A_dataset_gets_one_task_and_with_Force_another()
    {
        _runner.Run("New-AnalysisTask -Id 7");
        Assert.Equal(["AnalysisTaskExists,MicroStatus.Processing.NewAnalysisTaskCommand"], _runner.Run("New-AnalysisTask -Id 7").ErrorIds);
        Assert.EndsWith("080001.json", Assert.Single(_runner.Run("New-AnalysisTask -Id 7 -Force").Of<AnalysisTask>()).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_rules_hold_is_refused_with_every_reason()
    {
        Row = Row with { IsBrain = false, ProcessingStatus = ProcessingStatus.Denoised, ImarisFilePath = null };
        AssertRefused("AnalysisTaskRefused", "Its PI is no brain data producer. Its processing is not finished. Its row does not tell where its Imaris file is.");
    }

    [Theory]
    [InlineData("gone", "is not there")]
    [InlineData("broken", "does not open: It is cut.")]
    [InlineData("unfinished", "is being written")]
    public void Without_a_file_that_opens_there_is_no_task(string state, string reason)
    {
        _backend.Imaris.Files.Remove(File);
        if (state != "gone")
        {
            _backend.Imaris.Files[File] = new ImarisFile { Path = File, Reason = "It is cut.", IsBeingWritten = state == "unfinished" };
        }

        AssertRefused("AnalysisTaskRefused", reason);
    }

    [Fact]
    public void The_folder_of_the_tasks_is_never_made()
    {
        _backend.Files.Remove("/h20/CBI");
        AssertRefused("AnalysisFolderMissing", "/h20/CBI/Iana/json, is not there");
    }

    private void AssertRefused(string id, string reason)
    {
        var result = _runner.Run("New-AnalysisTask -Id 7");
        Assert.Equal([$"{id},MicroStatus.Processing.NewAnalysisTaskCommand"], result.ErrorIds);
        Assert.Contains(reason, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_backend.Database.Applied);
    }
}
