using System.Globalization;
using System.Text.Json;
using CsCheck;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Usage;

namespace MicroStatus.Core.Tests.Usage;

/// <summary>What is reported of a dataset (lab.md §11), and of which ones (lab.md §6).</summary>
public sealed class UsageRulesTests
{
    private static readonly LabTime Time = LabTime.Of(new LabSettings());
    private static readonly UsageRules Rules = new(new UsageSettings(), Time);

    [Fact]
    public void The_payload_is_what_the_scheduler_reads() => Assert.Equal(
        "{\"RECORD_ID\":20260914143912000007,\"LABUSER\":\"O'Brien-ü\",\"MACHINENAME\":\"mesoSPIM 1\",\"MACHINE_ID\":1101,\"START\":\"20260914-29\",\"END\":\"20260914-38\"}",
        Report(Row("2026-09-14_14-39-12", "2026-09-14_19-02-56") with { Pi = "O'Brien-ü" }).ToJson());

    [Theory]
    [InlineData("2026-09-14_00-00-00", "2026-09-14_00-29-59", "20260914-00", "20260914-01")] // the same slot: the next one
    [InlineData("2026-09-14_14-30-00", "2026-09-14_14-30-00", "20260914-29", "20260914-30")] // not even a second
    [InlineData("2026-09-14_14-29-59", "2026-09-14_14-30-00", "20260914-28", "20260914-29")] // two slots stay
    [InlineData("2026-09-14_23-30-00", "2026-09-14_23-59-59", "20260914-47", "20260915-00")] // after 47 comes 00 of the next day
    [InlineData("2026-12-31_23-45-00", "2026-12-31_23-50-00", "20261231-47", "20270101-00")]
    [InlineData("2028-02-28_23-45-00", "2028-02-28_23-50-00", "20280228-47", "20280229-00")]
    [InlineData("2026-09-14_23-59-59", "2026-09-15_00-00-00", "20260914-47", "20260915-00")] // over midnight
    [InlineData("2026-09-14_10-00-00", "2026-09-16_10-00-00", "20260914-20", "20260916-20")] // the same slot of another day stays
    [InlineData("2026-03-08_01-45-00", "2026-03-08_03-15-00", "20260308-03", "20260308-06")] // spring: half an hour on the clock's other side
    [InlineData("2026-03-08_02-15-00", "2026-03-08_02-20-00", "20260308-06", "20260308-07")] // an hour that spring skips counts as the hour after
    [InlineData("2026-11-01_01-50-00", "2026-11-01_01-10-00", "20261101-03", "20261101-04")] // autumn: the clock went back in between
    [InlineData("2026-11-01_01-10-00", "2026-11-01_01-50-00", "20261101-02", "20261101-03")] // autumn: in one of the two hours, or over both
    [InlineData("2026-11-01_00-45-00", "2026-11-01_03-00-00", "20261101-01", "20261101-06")]
    public void Start_and_end_are_blocks_of_the_lab_s_wall_clock(string start, string end, string first, string last)
    {
        var report = Report(Row(start, end));
        Assert.Equal((first, last), (report.Start.ToString(), report.End.ToString()));
    }

    [Fact]
    public void A_block_is_as_long_as_the_setting_says()
    {
        var rules = new UsageRules(new UsageSettings { SlotLength = TimeSpan.FromHours(1) }, Time);
        var report = rules.Plan(Row("2026-09-14_23-10-00", "2026-09-14_23-50-00"), null).Report!;
        Assert.Equal(("20260914-23", "20260915-00"), (report.Start.ToString(), report.End.ToString()));
    }

    [Theory]
    [InlineData(0, "20260914143912000000")]
    [InlineData(7, "20260914143912000007")]
    [InlineData(999_999, "20260914143912999999")]
    [InlineData(1_000_000, "202609141439121000000")] // an id of more than six digits is written whole
    public void The_record_s_number_is_the_start_and_the_id(long id, string record) =>
        Assert.Equal(record, Report(Row() with { Id = id }).RecordId.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("20260101000000000007", null, "20260101000000000007")] // what was ever tried is tried under the same number
    [InlineData(null, "20260101000000000007", "20260101000000000007")] // what a crash left says so too
    [InlineData("20260202000000000007", "20260101000000000007", "20260202000000000007")]
    [InlineData("2.0260914143912e+19", null, "20260914143912000007")] // damaged
    [InlineData("7", null, "20260914143912000007")]
    [InlineData("-20260914143912000007", null, "20260914143912000007")]
    public void A_number_that_something_was_tried_under_stays(string? stored, string? begun, string record) =>
        Assert.Equal(record, Rules.Plan(Row() with { UsageRecordId = stored }, begun).Report!.RecordId.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("mesospim", "mesoSPIM 1", 1101)]
    [InlineData("mesospim", "MESOSPIM-2", 1102)]
    [InlineData("mesospim", " mesospim_3 ", 1113)]
    [InlineData("MesoSPIM", "mesoSPIM3", 1113)]
    [InlineData("rscm", "Caliber Harley", 1056)]
    [InlineData("rscm", "caliber-harley", null)] // only mesoSPIM's names are compared loosely
    [InlineData("rscm", "VS4510ML", null)]
    [InlineData("rscm", "mesoSPIM 1", null)]
    [InlineData("mesospim", "mesoSPIM 4", null)]
    [InlineData("mesospim", "---", null)]
    [InlineData(null, "mesoSPIM 1", null)]
    public void Machines_are_found_in_the_map_of_their_kind(string? modality, string name, int? number)
    {
        var plan = Rules.Plan(Row() with { Modality = modality, InstrumentId = name }, null);
        Assert.Equal(number, plan.Report?.MachineId);
        Assert.Equal(number is null ? 1 : 0, plan.Missing.Count);
    }

    [Fact]
    public void Two_numbers_for_one_name_are_none() => Assert.NotEmpty(new UsageRules(
        new UsageSettings { MesoSpimMachines = new Dictionary<string, int>(StringComparer.Ordinal) { ["mesoSPIM 1"] = 1, ["mesospim-1"] = 2 } }, Time).Plan(Row(), null).Missing);

    [Fact]
    public void All_that_is_missing_is_told_at_once() => Assert.Equal(
        ["It has no PI.", "Its row names no microscope.", "Its row tells neither when imaging began nor when it ended."],
        Rules.Plan(new Dataset { Id = 1, Name = "x", Modality = "rscm" }, null).Missing);

    [Theory]
    [InlineData("2026-09-14_14-39-12", "2026-09-14_14-39-11")]
    [InlineData("2026-11-01_01-50-00", "2026-11-01_00-40-00")] // more than autumn explains
    [InlineData("2026-11-01_02-10-00", "2026-11-01_01-50-00")] // 2 o'clock comes once
    public void An_end_before_the_start_is_no_time(string start, string end) =>
        Assert.Contains("before it began", Assert.Single(Rules.Plan(Row(start, end), null).Missing), StringComparison.Ordinal);

    [Fact]
    public void Any_times_and_names_give_a_report_whose_end_is_after_its_start() =>
        Gen.Select(Gen.Long[0, 2_000_000], Gen.Long[0, 4_000_000], Gen.Long[0, 20_000_000], Gen.String[1, 20].Where(text => !string.IsNullOrWhiteSpace(text))).Sample((start, length, id, pi) =>
        {
            var began = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(start * 60);
            var row = Row() with { Id = id, Pi = pi, ImagingStart = Time.Read(Time.Write(began)), ImagingEnd = Time.Read(Time.Write(began.AddSeconds(length))) };
            var report = Report(row);
            using var json = JsonDocument.Parse(report.ToJson());
            var record = json.RootElement.GetProperty("RECORD_ID").GetRawText();
            Assert.True(report.End > report.Start);
            Assert.True(record.Length >= 20 && record.All(char.IsAsciiDigit) && record.EndsWith(id.ToString("D6", CultureInfo.InvariantCulture), StringComparison.Ordinal));
            Assert.Equal(new UsageSlot(report.Start.Date, 47).Next(TimeSpan.FromMinutes(30)), new UsageSlot(report.Start.Date.AddDays(1), 0));
            Assert.Equal(report, Rules.Plan(row with { UsageRecordId = record }, null).Report);
        });

    [Theory]
    [InlineData("2026-09-14_12-00-00", null, null, true)] // no monitor before
    [InlineData("2026-09-14_12-00-00", "2026-09-14_12-00-00", null, true)]
    [InlineData("2026-09-14_11-59-59", "2026-09-14_12-00-00", null, false)] // what was there before the take-over
    [InlineData("2026-09-14_11-59-59", null, "2026-09-14_12-00-00", false)] // what an import brought
    [InlineData("2026-09-14_12-30-00", null, "2026-09-14_12-00-00", true)]
    [InlineData(null, "2026-09-14_13-00-00", null, true)] // without an end of imaging, the last progress tells: at 13:00
    [InlineData(null, "2026-09-14_13-00-01", null, false)]
    public void Only_what_was_imaged_after_the_take_over_and_after_its_import_is_reported(string? ended, string? since, string? imported, bool isWanted)
    {
        var row = Row() with { ImagingEnd = Time.Read(ended), LastProgress = Time.Read("2026-09-14_13-00-00"), Imported = Time.Read(imported) };
        Assert.Equal(isWanted, UsageRules.IsWanted(row, isDemo: false, Time.Read(since)));
    }

    [Fact]
    public void What_is_a_demo_or_unfinished_or_reported_or_was_never_seen_is_not_reported()
    {
        var row = Row() with { LastProgress = Time.Read("2026-09-14_13-00-00") };
        Assert.True(UsageRules.IsWanted(row, isDemo: false, null));
        Assert.False(UsageRules.IsWanted(row, isDemo: true, null));
        Assert.False(UsageRules.IsWanted(row with { ImagingStatus = ImagingStatus.NeedsAttention }, isDemo: false, null));
        Assert.False(UsageRules.IsWanted(row with { UsageReported = true }, isDemo: false, null));
        Assert.False(UsageRules.IsWanted(row with { LastProgress = null }, isDemo: false, null));
        Assert.True(UsageRules.IsWanted(row with { Moved = true, UsageAnnounced = true }, isDemo: false, null)); // until it succeeds
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(4, 80)]
    [InlineData(8, 720)]
    [InlineData(1_000_000, 720)]
    public void Pauses_grow_up_to_the_longest(int tries, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), UsageTries.PauseAfter(new UsageSettings(), tries));

    private static UsageReport Report(Dataset row) => Rules.Plan(row, null).Report!;

    private static Dataset Row(string start = "2026-09-14_14-39-12", string end = "2026-09-14_19-02-56") => new()
    {
        Id = 7,
        Name = "KC34",
        Pi = "klimstra-w",
        Modality = "mesospim",
        InstrumentId = "mesoSPIM 1",
        ImagingStatus = ImagingStatus.Finished,
        ImagingStart = Time.Read(start),
        ImagingEnd = Time.Read(end),
    };
}
