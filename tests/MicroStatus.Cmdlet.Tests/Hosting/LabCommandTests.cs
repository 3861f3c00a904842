using System.Management.Automation;
using MicroStatus.Cmdlet.Tests.Fakes;

namespace MicroStatus.Cmdlet.Tests.Hosting;

public sealed class LabCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public LabCommandTests() => _runner = new CmdletRunner(
        _backend,
        typeof(TestEmitCommand),
        typeof(TestReportCommand),
        typeof(TestFailureCommand),
        typeof(TestQuestionCommand),
        typeof(TestRoadCommand),
        typeof(TestLabCommand),
        typeof(FirstCommand));

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void Objects_come_out_in_the_order_they_were_emitted()
    {
        var result = _runner.Run("1..1000 | Test-Emit");

        Assert.Equal(Enumerable.Range(1, 1000), result.Of<int>());
    }

    [Fact]
    public void A_downstream_that_has_enough_ends_the_worker_first_and_is_no_error()
    {
        var trace = new Trace();
        var result = _runner.With("trace", trace).Run("Test-Emit (1..100000) -Trace $trace | Select-FirstItem; 'after'");

        Assert.Empty(result.ErrorIds);
        Assert.Equal([1, "after"], result.Output.Select(item => item.BaseObject));
        Assert.True(trace.Cleaned.Task.IsCompleted, "the pipeline went on before the worker had ended");
        Assert.True(trace.Counted < 1000, $"the worker went on to {trace.Counted}");
    }

    [Theory]
    [InlineData("foreach ($round in 1..3) { Test-Emit (1..10) | ForEach-Object { $_; break } }", 1)]
    [InlineData("foreach ($round in 1..3) { Test-Emit (1..10) | ForEach-Object { $_; continue } }", 3)]
    [InlineData("& { Test-Emit (1..10) | ForEach-Object { if ($_ -eq 3) { throw 'enough' }; $_ } } ", 2)]
    public void The_flow_of_a_script_passes_through_a_cmdlet_unchanged(string script, int outputs)
    {
        var result = _runner.Run(script);

        Assert.Equal(outputs, result.Output.Count);
        Assert.DoesNotContain(result.ErrorIds, id => id.Contains("Unexpected", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_that_fails_does_not_keep_the_next_one_from_being_handled()
    {
        var result = _runner.Run("7, 8 | Test-Report");

        Assert.Equal([7, 8], result.Of<int>());
        Assert.Equal(
            [$"DatasetNotFound,{typeof(TestReportCommand).FullName}", $"DatasetNotFound,{typeof(TestReportCommand).FullName}"], result.ErrorIds);
        var record = result.Errors[0];
        Assert.Equal(ErrorCategory.ObjectNotFound, record.CategoryInfo.Category);
        Assert.Equal(7, record.TargetObject);
        Assert.Equal("Look with Get-Dataset.", record.ErrorDetails.RecommendedAction);
        Assert.Equal("There is no dataset 7.", record.ErrorDetails.Message);
    }

    [Fact]
    public void With_error_action_stop_the_first_failing_item_ends_the_script_under_its_own_id()
    {
        var result = _runner.Run("7, 8 | Test-Report -ErrorAction Stop; 'after'");

        Assert.Empty(result.Output);
        Assert.Equal($"DatasetNotFound,{typeof(TestReportCommand).FullName}", result.Terminating?.FullyQualifiedErrorId);
    }

    [Fact]
    public void With_error_action_stop_a_failing_item_can_be_caught()
    {
        var result = _runner.Run("try { 7 | Test-Report -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }");

        Assert.Equal([$"DatasetNotFound,{typeof(TestReportCommand).FullName}"], result.Of<string>());
    }

    public static TheoryData<Exception, string, ErrorCategory> Failures => new()
    {
        { new StatusException("DatabaseLocked", StatusErrorCategory.Busy, "Locked."), "DatabaseLocked", ErrorCategory.ResourceBusy },
        { new AggregateException(new StatusException("LeaseLost", StatusErrorCategory.Busy, "Lost.")), "LeaseLost", ErrorCategory.ResourceBusy },
        { new UnauthorizedAccessException("No."), "AccessDenied", ErrorCategory.PermissionDenied },
        { new IOException("No space left."), "FileSystemFailed", ErrorCategory.ReadError },
        { new TaskCanceledException("A time-out of its own."), "UnexpectedTaskCanceledException", ErrorCategory.NotSpecified },
        { new InvalidOperationException("A fault."), "UnexpectedInvalidOperationException", ErrorCategory.NotSpecified },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void What_ends_the_work_ends_the_statement_after_what_was_emitted_before(Exception failure, string errorId, ErrorCategory category)
    {
        var result = _runner.With("failure", failure).Run("Test-Failure $failure; 'after'");

        Assert.Equal($"{errorId},{typeof(TestFailureCommand).FullName}", Assert.Single(result.ErrorIds));
        Assert.Equal(category, result.Errors[0].CategoryInfo.Category);
        Assert.Equal(["before", "after"], result.Of<string>());
    }

    [Fact]
    public void Questions_of_the_worker_reach_the_person_one_by_one()
    {
        _runner.Host.Answers.Enqueue("Yes");
        _runner.Host.Answers.Enqueue("No");
        _runner.Host.Answers.Enqueue("Yes to All");

        var result = _runner.Run("1..5 | Test-Question");

        Assert.Equal([1, 3, 4, 5], result.Of<int>());
        Assert.Equal(3, result.Questions.Count);
    }

    [Fact]
    public void What_if_asks_nobody_and_does_nothing()
    {
        var result = _runner.Run("1..2 | Test-Question -WhatIf");

        Assert.Empty(result.Output);
        Assert.Empty(result.Questions);
        Assert.Equal(2, _runner.Host.Lines.Count(line => line.Contains("What if:", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_question_that_cannot_be_asked_ends_the_pipeline()
    {
        var result = _runner.Run("1..5 | Test-Question");

        Assert.Single(result.Questions);
        Assert.Equal($"No answer was prepared for: {result.Questions[0]}", Assert.Single(result.Errors).Exception.Message);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Warnings_details_and_paths_of_the_worker_reach_the_session()
    {
        var result = _runner.Run("$null = $ExecutionContext.SessionState.Path.SetLocation('/'); Test-Road some/place -SettingsPath lab -Verbose");

        Assert.Equal(["/some/place", "/lab"], result.Of<string>());
        Assert.Equal(["a warning"], result.Warnings);
        Assert.Contains("a detail", result.Verbose);
        Assert.Contains(result.Verbose, line => line.StartsWith("Settings: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_burst_of_progress_the_first_and_the_completed_record_are_shown()
    {
        var progress = _runner.Run("Test-Road").Progress.Where(record => record.ActivityId == 1).ToList();

        Assert.Equal(0, progress[0].PercentComplete);
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
        Assert.True(progress.Count < 20, $"{progress.Count} records");
    }

    [Fact]
    public void A_path_that_is_none_of_the_file_system_is_refused()
    {
        var result = _runner.Run("Test-Road Variable:x");

        Assert.Equal([$"PathNotInFileSystem,{typeof(TestRoadCommand).FullName}"], result.ErrorIds);
    }

    [Fact]
    public void A_path_on_an_unknown_drive_keeps_the_error_of_the_engine()
    {
        var result = _runner.Run("Test-Road nowhere:/x");

        Assert.Equal([$"DriveNotFound,{typeof(TestRoadCommand).FullName}"], result.ErrorIds);
    }

    [Fact]
    public void Settings_are_read_once_for_all_items_of_a_pipeline()
    {
        _runner.Run("Test-Road; Test-Road -SettingsPath /lab");

        Assert.Equal([null, "/lab"], _backend.SettingsFiles.Asked);
    }

    [Fact]
    public void What_comes_out_of_a_lab_that_was_named_takes_its_name_to_the_next_cmdlet_and_nothing_else_does()
    {
        var named = _runner.Run("Test-Lab -SettingsPath /lab | Test-Lab");
        Assert.Equal(["/lab"], named.Output.Select(item => item.Properties["SettingsPath"]?.Value));
        Assert.Equal(["/lab", "/lab"], _backend.SettingsFiles.Asked);

        Assert.Null(_runner.Run("Test-Lab").Output[0].Properties["SettingsPath"]);
        Assert.Equal(["/other"], _runner.Run("Test-Lab -SettingsPath /lab | Test-Lab -SettingsPath /other").Output.Select(item => item.Properties["SettingsPath"]?.Value));
        Assert.Null(_runner.Run("Test-Road a -SettingsPath /lab").Output[0].Properties["SettingsPath"]);
    }

    /// <summary>Ends the pipeline at the first item, as Select-Object -First does; the bare engine does not have that one.</summary>
    [Cmdlet(VerbsCommon.Select, "FirstItem")]
    public sealed class FirstCommand : PSCmdlet
    {
        [Parameter(ValueFromPipeline = true)]
        public PSObject? InputObject { get; set; }

        protected override void ProcessRecord()
        {
            WriteObject(InputObject);
            var stop = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
            throw (Exception)Activator.CreateInstance(stop, this)!;
        }
    }
}
