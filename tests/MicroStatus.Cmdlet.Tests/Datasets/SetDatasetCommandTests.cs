using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Datasets;

public sealed class SetDatasetCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public SetDatasetCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(GetDatasetCommand), typeof(GetPiCommand), typeof(SetDatasetCommand));
        Database.Pis.Add(new PiSummary { Pi = "klimstra-w", PiId = 1 });
        Database.Pis.Add(new PiSummary { Pi = "Müller", PiId = 2 });
        Database.ClNumbers.Add(new ClNumberSummary { ClNumber = "5CL18", ClNumberId = 1 });
        Database.Datasets.Add(new Dataset { Id = 1, Name = "8257_stack1", Path = "/fast/1", Pi = "Müller", ClNumber = "5CL18", Modality = "rscm" });
        Database.Datasets.Add(new Dataset { Id = 2, Name = "KC34[1]", Path = "/fast/2", Modality = "mesospim", ImagingStatus = ImagingStatus.NeedsAttention, Paused = true });
    }

    private FakeDatasetDatabase Database => _backend.Database;

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void Every_value_reaches_its_column_as_one_change_set()
    {
        var result = _runner.Run(
            "Set-Dataset -Id 2 -Pi KLIMSTRA-W -ClNumber 12CL3 -NewName new -ImagingStatus Finished -ProcessingStatus DeconDone -Paused $false "
            + "-Public $true -Moved $true -PathOnHive /h20/Acquire/x/ -Reason 'Looked at it.' -PassThru");
        Assert.Empty(result.ErrorIds);
        Assert.Equal(
            [
                new FieldChange(DatasetField.Name, "KC34[1]", "new"),
                new FieldChange(DatasetField.Pi, null, "klimstra-w"),
                new FieldChange(DatasetField.ClNumber, null, "12CL3"),
                new FieldChange(DatasetField.ImagingStatus, null, "finished"),
                new FieldChange(DatasetField.ProcessingStatus, "not_started", "decon_done"),
                new FieldChange(DatasetField.PathOnHive, null, "/h20/Acquire/x"),
                new FieldChange(DatasetField.Moved, 0L, 1L),
                new FieldChange(DatasetField.Paused, 1L, 0L),
                new FieldChange(DatasetField.Public, 0L, 1L),
            ],
            Assert.Single(Database.Applied).Fields);
        Assert.All(Database.Events, entry => Assert.Equal(("edited", "Set by a person. Looked at it."), (entry.Kind, entry.Why)));
        var after = Assert.Single(result.Of<Dataset>());
        Assert.Equal(("new", "klimstra-w", false, ImagingStatus.Finished), (after.Name, after.Pi, after.Paused, after.ImagingStatus));
    }

    [Fact]
    public void Flags_that_only_RSCM_has_and_moving_are_set_too()
    {
        Assert.Empty(_runner.Run("Set-Dataset 8257* -KeepComposites $true -Delete405:$true -Moving $true -Force").Output);
        Assert.Equal((true, true, true), (Database.Datasets[0].KeepComposites, Database.Datasets[0].Delete405, Database.Datasets[0].Moving));
        Assert.All(Database.Events, entry => Assert.Equal("Set by a person, with force.", entry.Why));
    }

    [Theory]
    [InlineData("Get-Dataset | Set-Dataset -Paused $true -PassThru", "1 2")]
    [InlineData("2, 1 | Set-Dataset -Paused $true -PassThru", "2 1")]
    [InlineData("'KC34`[1`]' | Set-Dataset -Paused $true -PassThru", "2")]
    [InlineData("[pscustomobject]@{ Name = '8257*'; Pi = 'nobody'; Paused = $false } | Set-Dataset -Paused $true -PassThru", "1")]
    [InlineData("Set-Dataset -Name 8257* -Paused $true -PassThru", "1")]
    public void Datasets_are_told_by_id_name_or_pipeline(string script, string ids)
    {
        var result = _runner.Run(script);
        Assert.Empty(result.ErrorIds);
        Assert.Equal(ids, string.Join(' ', result.Of<Dataset>().Select(dataset => dataset.Id)));
        Assert.All(result.Of<Dataset>(), dataset => Assert.True(dataset.Paused));
    }

    [Fact]
    public void What_a_piped_dataset_says_is_never_written()
    {
        var stale = Database.Datasets[1] with { Name = "stale", Pi = "Müller", ImagingStatus = ImagingStatus.Finished, Moved = true, PathOnHive = "/h20/x" };
        var result = _runner.With("stale", stale).Run("$stale | Set-Dataset -Public $true");
        Assert.Empty(result.ErrorIds);
        Assert.Equal([new FieldChange(DatasetField.Public, 0L, 1L)], Assert.Single(Database.Applied).Fields);
    }

    [Fact]
    public void Something_to_set_and_someone_to_set_it_of_are_needed()
    {
        Assert.Equal(["DatasetNothingToSet,MicroStatus.Datasets.SetDatasetCommand"], _runner.Run("Set-Dataset -Id 1 -Reason x -Force").ErrorIds);
        Assert.StartsWith("InputObjectNotBound", Assert.Single(_runner.Run("Get-Pi Müller | Set-Dataset -Paused $true").ErrorIds), StringComparison.Ordinal);
        Assert.Empty(_runner.Run("Get-Dataset zzz* | Set-Dataset -Paused $true").ErrorIds);
        Assert.Empty(Database.Applied);
    }

    [Fact]
    public void Ids_and_names_that_are_not_there_are_errors_and_the_others_are_set()
    {
        var result = _runner.Run("Set-Dataset -Id 9, 1 -Public $true; Set-Dataset nosuch -Public $true");
        Assert.Equal(["DatasetNotFound,MicroStatus.Datasets.SetDatasetCommand", "DatasetNotFound,MicroStatus.Datasets.SetDatasetCommand"], result.ErrorIds);
        Assert.Equal([9L, "nosuch"], result.Errors.Select(error => error.TargetObject));
        Assert.Equal("There is no dataset with id 9.", result.Errors[0].Exception.Message);
        Assert.True(Database.Datasets[0].Public);
    }

    [Fact]
    public void What_is_so_already_is_not_written_and_is_passed_through()
    {
        var result = _runner.Run("Set-Dataset -Id 2 -Paused $true -Pi '' -PassThru -Verbose");
        Assert.Single(result.Output);
        Assert.Empty(Database.Applied);
        Assert.Contains("#2 KC34[1]: everything is so already.", result.Verbose);
        Assert.DoesNotContain(DatabaseAccess.ReadWrite, _backend.DatabaseFilesOverride!.Opened);
    }

    [Fact]
    public void What_if_shows_the_change_and_writes_nothing()
    {
        Assert.Empty(_runner.Run("Get-Dataset -Id 2 | Set-Dataset -ImagingStatus InProgress -Paused $false -PassThru -WhatIf").Output);
        Assert.Empty(Database.Applied);
        Assert.Equal([DatabaseAccess.ReadOnly], _backend.DatabaseFilesOverride!.Opened.Distinct());
        var line = Assert.Single(_runner.Host.Lines, line => line.Contains("What if", StringComparison.Ordinal));
        Assert.Contains("\"Set imaging_status: - -> in_progress, paused: 1 -> 0\" on target \"#2 KC34[1]\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Odd_values_are_shown_and_not_acted_on()
    {
        Database.Datasets[0] = Database.Datasets[0] with { Name = "a\u001b[2J", Pi = "b\nc" };
        _runner.Run("Set-Dataset -Id 1 -Pi klimstra-w -WhatIf");
        Assert.Contains(_runner.Host.Lines, line => line.Contains(@"pi: b\u{000a}c -> klimstra-w", StringComparison.Ordinal) && line.Contains(@"#1 a\u{001b}[2J", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_change_names_all_reasons_and_the_next_dataset_is_set()
    {
        var result = _runner.Run("Get-Dataset | Set-Dataset -ImagingStatus Finished -Moving $false -ProcessingStatus DeconDone");
        var error = Assert.Single(result.Errors);
        Assert.Equal("DatasetTransitionRefused,MicroStatus.Datasets.SetDatasetCommand", error.FullyQualifiedErrorId);
        Assert.Equal(1L, error.TargetObject);
        Assert.Contains("in_progress -> finished", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("decon_done is a stage of mesospim", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal((ImagingStatus.InProgress, ImagingStatus.Finished), (Database.Datasets[0].ImagingStatus, Database.Datasets[1].ImagingStatus));
    }

    [Fact]
    public void Force_makes_a_refused_change()
    {
        Assert.Empty(_runner.Run("Set-Dataset -Id 1 -ImagingStatus Finished -Force").ErrorIds);
        Assert.Equal(ImagingStatus.Finished, Database.Datasets[0].ImagingStatus);
        Assert.Equal("Set by a person, with force.", Assert.Single(Database.Events).Why);
    }

    [Fact]
    public void What_someone_else_changed_meanwhile_is_left_alone_with_an_error()
    {
        Database.BeforeWrite = () => Database.Datasets[0] = Database.Datasets[0] with { Pi = "dutta" };
        var result = _runner.Run("Set-Dataset -Id 1 -Pi klimstra-w -Public $true -PassThru");
        Assert.Equal(["DatasetChangedMeanwhile,MicroStatus.Datasets.SetDatasetCommand"], result.ErrorIds);
        Assert.Contains("#1 8257_stack1: pi has been changed", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        var after = Assert.Single(result.Of<Dataset>());
        Assert.Equal(("dutta", true), (after.Pi, after.Public));
        Assert.Equal(["public"], Database.Events.Select(entry => entry.Field));
    }

    [Fact]
    public void A_row_that_is_gone_meanwhile_is_an_error()
    {
        Database.BeforeWrite = () => Database.Datasets.RemoveAt(0);
        var result = _runner.Run("Set-Dataset -Id 1 -Public $true -PassThru");
        Assert.Equal(["DatasetNotFound,MicroStatus.Datasets.SetDatasetCommand"], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("-Pi klimstra", "PiNotFound", "There is no PI 'klimstra' yet. Did you mean 'klimstra-w'?")]
    [InlineData("-Pi 5CL19", "PiInvalid", "'5CL19' is a CL number, not a PI.")]
    [InlineData("-Pi a/b -Force", "PiInvalid", "'a/b' does not match what PIs are called here")]
    [InlineData("-ClNumber abc", "ClNumberInvalid", "'abc' does not match what CL numbers look like")]
    [InlineData("-NewName ''", "DatasetNameInvalid", "A dataset's name is not empty.")]
    [InlineData("-NewName a/b -Force", "DatasetNameInvalid", "A name holds no '/'")]
    [InlineData("-NewName \"a`n\"", "DatasetNameInvalid", "A name holds no control characters.")]
    public void Names_that_cannot_be_are_refused_before_anything_is_written(string given, string errorId, string message)
    {
        var result = _runner.Run($"Get-Dataset | Set-Dataset -Public $true {given}");
        Assert.Equal([errorId + ",MicroStatus.Datasets.SetDatasetCommand"], result.ErrorIds);
        Assert.StartsWith(message, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Database.Applied);
    }

    [Fact]
    public void Force_records_a_new_PI_and_an_odd_CL_number()
    {
        Assert.Empty(_runner.Run("Set-Dataset -Id 1 -Pi dermody-t -ClNumber special -Force").ErrorIds);
        Assert.Equal(("dermody-t", "special"), (Database.Datasets[0].Pi, Database.Datasets[0].ClNumber));
    }

    [Fact]
    public void Names_are_written_as_they_are_recorded()
    {
        _runner.Run("Set-Dataset -Id 2 -Pi \"mu$([char]0x308)ller\" -ClNumber 5cl18");
        Assert.Equal(("Müller", "5CL18"), (Database.Datasets[1].Pi, Database.Datasets[1].ClNumber));
    }

    [Fact]
    public void A_person_may_edit_in_observe_mode()
    {
        Database.State = new MonitorState(CheckMode.Observe, Since: null, CheckHost: null);
        Assert.True(Assert.Single(_runner.Run("Set-Dataset -Id 1 -Paused $true -PassThru").Of<Dataset>()).Paused);
    }

    [Fact]
    public void Flags_are_completed() =>
        Assert.Equal(["$true", "$false"], new FlagCompleter().CompleteArgument("Set-Dataset", "Paused", "$", null!, null!).Select(result => result.CompletionText));
}
