using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Core.Tests.Processing.MesoSpim;

/// <summary>lab.md §4: the processing command is run once, and a start that fails is no start.</summary>
public class StartStageTests
{
    private readonly MesoSpimLab _lab = new MesoSpimLab().WithTiles();

    [Fact]
    public async Task Nothing_was_begun_so_the_command_is_run_with_its_placeholders_filled_in()
    {
        _lab.Row = _lab.Row with { ProcessingStatus = ProcessingStatus.NotStarted };
        _lab.Settings = new StatusSettings
        {
            MesoSpim = new MesoSpimSettings { Processing = new MesoSpimProcessingSettings { Command = ["python", "run", "{DatasetPath}", "--xy={ResolutionXY}", "{Pi}"] } },
        };
        var act = Assert.IsType<ProcessingAct.Run>(Assert.Single((await _lab.DecideAsync()).Acts));
        Assert.Equal(("mesospim_00012", StageKind.Start, MesoSpimLab.Folder), (act.JobName, act.Stage, act.WorkingFolder));
        Assert.Equal(["python", "run", MesoSpimLab.Folder, "--xy=1.530", "None"], act.Arguments);
    }

    [Theory]
    [InlineData(CommandState.Submitting, StageState.Running)]
    [InlineData(CommandState.Waiting, StageState.Running)]
    [InlineData(CommandState.Running, StageState.Running)]
    [InlineData(CommandState.Succeeded, StageState.Done)]
    [InlineData(CommandState.Failed, StageState.Failed)]
    [InlineData(CommandState.NotRun, StageState.Waiting)]
    public async Task Our_command_tells_where_it_stands_and_is_run_anew_only_when_it_never_was(CommandState state, StageState expected)
    {
        _lab.Row = _lab.Row with { ProcessingStatus = ProcessingStatus.NotStarted };
        _lab.Commands.Add(_lab.Command(state));
        var decision = await _lab.DecideAsync();
        Assert.Equal(expected, decision.Observation.Stages[0].State);
        Assert.Equal(expected == StageState.Waiting, decision.Acts.Count > 0);
        Assert.Equal(
            expected switch { StageState.Done => ProcessingStatus.InProgress, StageState.Failed => ProcessingStatus.NeedsAttention, _ => ProcessingStatus.NotStarted },
            decision.Status);
    }

    [Fact]
    public async Task A_failed_start_tells_its_exit_code_and_the_end_of_what_it_wrote()
    {
        _lab.Row = _lab.Row with { ProcessingStatus = ProcessingStatus.NotStarted };
        _lab.Commands.Add(_lab.Command(CommandState.Failed, 3, "one\ntwo\nthree\nfour\nfive\nNo space left.\n"));
        var reason = Assert.Single((await _lab.DecideAsync()).Reasons);
        Assert.Equal((AttentionKind.CommandFailed, "/jobs/mesospim_00012.log"), (reason.Kind, reason.Subject));
        Assert.Equal("The command that starts processing failed with exit code 3: two / three / four / five / No space left.", reason.Finding);
        Assert.Empty((await _lab.DecideAsync()).Acts);
    }

    [Theory]
    [InlineData(ProcessingStatus.InProgress)]
    [InlineData(ProcessingStatus.Started)]
    [InlineData(ProcessingStatus.NeedsAttention)]
    public async Task What_somebody_else_began_is_not_begun_again(ProcessingStatus status)
    {
        _lab.Row = _lab.Row with { ProcessingStatus = status };
        var decision = await _lab.DecideAsync();
        Assert.Empty(decision.Acts);
        Assert.Equal(StageKind.Conversion, decision.Current!.Stage);
    }

    [Fact]
    public async Task One_that_waited_for_its_start_when_it_needed_a_person_is_started_then()
    {
        _lab.Row = _lab.Row with { ProcessingStatus = ProcessingStatus.NeedsAttention };
        _lab.Record = new ProcessingRecord { Id = 12, Stage = StageKind.Start, Since = MesoSpimLab.Start, LastProgress = _lab.Clock.GetUtcNow() };
        Assert.IsType<ProcessingAct.Run>(Assert.Single((await _lab.DecideAsync()).Acts));
    }

    [Fact]
    public async Task What_the_row_does_not_tell_is_waited_for()
    {
        _lab.Row = _lab.Row with { ProcessingStatus = ProcessingStatus.NotStarted };
        _lab.Settings = new StatusSettings
        {
            MesoSpim = new MesoSpimSettings { Processing = new MesoSpimProcessingSettings { Command = ["python", "{DatasetPath}", "{ResolutionZ}"] } },
        };
        var decision = await _lab.DecideAsync();
        Assert.Empty(decision.Acts);
        Assert.Contains("ResolutionZ", decision.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_tiles_nothing_is_begun()
    {
        var lab = new MesoSpimLab().WithSummary("btf", null, []);
        lab.Files.AddFolder(MesoSpimLab.Folder);
        lab.Row = lab.Row with { ProcessingStatus = ProcessingStatus.NotStarted };
        var decision = await lab.DecideAsync();
        Assert.Empty(decision.Acts);
        Assert.Equal("There are no tiles in its folder.", decision.HeldBy);
    }

    [Theory]
    [InlineData(ProcessingStatus.InProgress, ProcessingStatus.NeedsAttention)]
    [InlineData(ProcessingStatus.Finished, ProcessingStatus.Finished)]
    public async Task In_progress_with_no_tiles_there_needs_a_person(ProcessingStatus status, ProcessingStatus expected)
    {
        var lab = new MesoSpimLab().WithSummary("btf", null, []);
        lab.Files.AddFolder(MesoSpimLab.Folder);
        lab.Row = lab.Row with { ProcessingStatus = status };
        var decision = await lab.DecideAsync();
        Assert.Equal(expected, decision.Status);
        Assert.Equal(expected == ProcessingStatus.NeedsAttention ? [AttentionKind.ProductIncomplete] : [], decision.Reasons.Select(reason => reason.Kind));
    }
}
