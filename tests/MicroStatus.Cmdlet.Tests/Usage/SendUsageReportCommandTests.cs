using MicroStatus.Acts;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Usage;

namespace MicroStatus.Cmdlet.Tests.Usage;

public sealed class SendUsageReportCommandTests : IDisposable
{
    private const string Record = "20260914143912000007";
    private const string Json =
        "{\"RECORD_ID\":20260914143912000007,\"LABUSER\":\"klimstra-w\",\"MACHINENAME\":\"MesoSPIM-2\",\"MACHINE_ID\":1102,\"START\":\"20260914-29\",\"END\":\"20260914-38\"}";

    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public SendUsageReportCommandTests()
    {
        _backend.SettingsFiles.Settings = new StatusSettings { Usage = new UsageSettings { Enabled = true, Address = "https://scheduler.example/api", TransmitLogFolder = "/log" } };
        _backend.Files.AddFolder("/CBI_FastStore/Acquire").AddFolder("/h20/Acquire");
        var time = LabTime.Of(new LabSettings());
        _backend.Database.Datasets.Add(new Dataset
        {
            Id = 7,
            Name = "KC34",
            Path = "/CBI_FastStore/Acquire/MesoSPIM/klimstra-w/5CL18/KC34",
            Pi = "klimstra-w",
            Modality = "mesospim",
            InstrumentId = "MesoSPIM-2",
            ImagingStatus = ImagingStatus.Finished,
            ImagingStart = time.Read("2026-09-14_14-39-12"),
            ImagingEnd = time.Read("2026-09-14_19-02-56"),
        });
        _runner = new CmdletRunner(_backend, typeof(SendUsageReportCommand));
    }

    private Dataset Row
    {
        get => _backend.Database.Datasets[0];
        set => _backend.Database.Datasets[0] = value;
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void A_dataset_is_reported_and_comes_out_with_what_the_scheduler_said()
    {
        var result = Assert.Single(_runner.Run("Send-UsageReport KC*").Of<UsageReportResult>());
        Assert.Equal((7L, true, "1102", "20260914-29", "20260914-38", "created"), (result.Id, result.IsPosted, $"{result.MachineId}", result.Start, result.End, result.Reply));
        Assert.Equal([Json], _backend.Scheduler.Posted);
        Assert.Equal((true, Record), (Row.UsageReported, Row.UsageRecordId));
        Assert.Equal(IntentState.Done, Assert.Single(_backend.Database.Intents.All).State);
        Assert.Equal(
            $"2026-09-14, 08:00:00 - TRANSMITTED: {Json}\n2026-09-14, 08:00:00 - OUTPUT: created\n",
            _backend.Scheduler.Logs["/log/2026/20260914.txt"]);
    }

    [Fact]
    public void WhatIf_shows_the_payload_and_changes_nothing_even_while_reports_are_off()
    {
        _backend.SettingsFiles.Settings = new StatusSettings();
        Assert.Empty(_runner.Run("Send-UsageReport -Id 7 -WhatIf").ErrorIds);
        Assert.Contains(_runner.Host.Lines, line => line.Contains(Json, StringComparison.Ordinal));
        Assert.Empty(_backend.Scheduler.Posted);
        Assert.Empty(_backend.Database.Applied);
        Assert.Null(_backend.Database.CurrentLease);
    }

    [Fact]
    public void What_is_reported_is_reported_again_with_Force_only_and_under_the_same_number()
    {
        Row = Row with { UsageReported = true, UsageRecordId = "20260101000000000007" };
        Assert.Equal(["UsageAlreadyReported,MicroStatus.Usage.SendUsageReportCommand"], _runner.Run("7 | Send-UsageReport").ErrorIds);
        Assert.Empty(_backend.Scheduler.Posted);
        Assert.True(Assert.Single(_runner.Run("7 | Send-UsageReport -Force").Of<UsageReportResult>()).IsPosted);
        Assert.Contains("\"RECORD_ID\":20260101000000000007,", Assert.Single(_backend.Scheduler.Posted), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UsageReplyState.Refused, IntentState.NotDone, false)]
    [InlineData(UsageReplyState.Unsure, IntentState.Open, true)]
    public void A_failure_is_an_error_and_a_result_and_is_not_announced(UsageReplyState state, IntentState intent, bool isUnsure)
    {
        _backend.Scheduler.Reply = new UsageReply(state, 500, "down", "The scheduler answered with HTTP status 500.");
        var run = _runner.Run("Send-UsageReport KC34");
        Assert.Equal(["UsageReportFailed,MicroStatus.Usage.SendUsageReportCommand"], run.ErrorIds);
        var result = Assert.Single(run.Of<UsageReportResult>());
        Assert.Equal((false, isUnsure, 500), (result.IsPosted, result.IsUnsure, result.HttpStatus));
        Assert.Equal((false, Record, false), (Row.UsageReported, Row.UsageRecordId, Row.UsageAnnounced));
        Assert.Equal(intent, Assert.Single(_backend.Database.Intents.All).State);
        Assert.Empty(_backend.Scheduler.Mails);
        Assert.Empty(_backend.Database.Outbox.Entries);
    }

    [Fact]
    public void Force_after_an_unsure_report_repeats_it_under_the_same_number_and_settles_it()
    {
        _backend.Scheduler.Reply = new UsageReply(UsageReplyState.Unsure, null, string.Empty, "No answer.");
        _runner.Run("Send-UsageReport KC34");
        Row = Row with { ImagingStart = Row.ImagingStart!.Value.AddMinutes(-90) };
        _backend.Scheduler.Reply = new UsageReply(UsageReplyState.Accepted, 200, string.Empty, null);
        Assert.Equal("(empty, HTTP status 200)", Assert.Single(_runner.Run("Send-UsageReport KC34").Of<UsageReportResult>()).Reply);
        Assert.All(_backend.Scheduler.Posted, json => Assert.Contains($"\"RECORD_ID\":{Record},", json, StringComparison.Ordinal));
        Assert.Equal(2, _backend.Scheduler.Posted.Count);
        Assert.Empty(_backend.Database.Intents.FindOpen());
    }

    [Fact]
    public void A_test_fails_on_purpose_and_touches_no_row()
    {
        _backend.SettingsFiles.Settings = new StatusSettings { Usage = new UsageSettings { TransmitLogFolder = "/log" } };
        var before = Row;
        var run = _runner.Run("Send-UsageReport KC34 -Test");
        Assert.Empty(run.ErrorIds);
        Assert.True(Assert.Single(run.Of<UsageReportResult>()) is { IsTest: true, IsPosted: false });
        Assert.Equal(before, Row);
        Assert.Empty(_backend.Scheduler.Posted);
        Assert.Empty(_backend.Database.Intents.All);
        Assert.Equal("TEST: Microscope time of KC34 could not be reported", Assert.Single(_backend.Scheduler.Mails).Subject);
        Assert.Contains($"ERROR: TRANSMIT FAILED: {Json}\n", _backend.Scheduler.Logs["/log/2026/20260914.txt"], StringComparison.Ordinal);
        Assert.Contains("OUTPUT: TEST: it fails on purpose", _backend.Scheduler.Logs["/log/2026/20260914.txt"], StringComparison.Ordinal);
        Assert.Contains("This is a test", Assert.Single(_backend.Database.Outbox.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_tells_what_of_it_does_not_work()
    {
        _backend.Scheduler.Receipt = new MailReceipt(MailState.NotSent, "The mail server refuses.");
        Assert.Contains("The mail was not sent for certain: The mail server refuses.", _runner.Run("Send-UsageReport KC34 -Test").Warnings);
    }

    [Fact]
    public void Each_dataset_that_cannot_be_reported_is_an_error_with_every_reason()
    {
        Row = Row with { Pi = null, InstrumentId = "mesoSPIM 9", ImagingEnd = null, ImagingStatus = ImagingStatus.InProgress };
        var result = _runner.Run("Send-UsageReport -Id 7, 8");
        Assert.Equal(["DatasetNotFound,MicroStatus.Usage.SendUsageReportCommand", "UsageReportRefused,MicroStatus.Usage.SendUsageReportCommand"], result.ErrorIds.Order(StringComparer.Ordinal));
        Assert.Contains(
            result.Errors,
            error => error.Exception.Message.EndsWith(
                "Its imaging is not finished. It has no PI. Usage:MesoSpimMachines has no number for mesoSPIM 9. Its row does not tell when imaging ended.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_demo_dataset_is_never_reported()
    {
        Row = Row with { Path = "/CBI_FastStore/Acquire/MesoSPIM/klimstra-w/5CL18/KC34_test" };
        Assert.Equal(["UsageReportRefused,MicroStatus.Usage.SendUsageReportCommand"], _runner.Run("Send-UsageReport -Id 7 -Force").ErrorIds);
        Assert.Equal(["UsageReportRefused,MicroStatus.Usage.SendUsageReportCommand"], _runner.Run("Send-UsageReport -Id 7 -Test").ErrorIds);
    }

    [Fact]
    public void Nothing_is_reported_where_it_is_off_or_not_configured_or_another_monitor_acts()
    {
        _backend.SchedulerFailure = new StatusException("UsageNotConfigured", StatusErrorCategory.InvalidData, "Not set: SCHEDULER_USER.");
        Assert.Equal(["UsageNotConfigured,MicroStatus.Usage.SendUsageReportCommand"], _runner.Run("Send-UsageReport -Id 7").ErrorIds);
        _backend.SchedulerFailure = null;
        _backend.Database.State = _backend.Database.State with { Mode = CheckMode.Observe };
        Assert.Equal(["MonitorObserves,MicroStatus.Usage.SendUsageReportCommand"], _runner.Run("Send-UsageReport -Id 7").ErrorIds);
        _backend.SettingsFiles.Settings = new StatusSettings();
        Assert.Equal(["UsageOff,MicroStatus.Usage.SendUsageReportCommand"], _runner.Run("Send-UsageReport -Id 7").ErrorIds);
        Assert.Empty(_backend.Scheduler.Posted);
    }
}
