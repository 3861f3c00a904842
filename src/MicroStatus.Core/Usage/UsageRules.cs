using System.Globalization;
using System.Numerics;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Usage;

/// <summary>Whose microscope time is reported, and what of it (lab.md §6, §11). Pure.</summary>
/// <param name="settings">Slots and machines.</param>
/// <param name="time">How the lab writes times.</param>
public sealed class UsageRules(UsageSettings settings, LabTime time)
{
    private const int FewestDigits = 20;

    private readonly UsageMachines _machines = new(settings);

    /// <summary>Whether a check reports a dataset: it was seen on FastStore, its imaging ended after the take-over and after its import, and it is neither
    /// reported nor a demo.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="isDemo">It is a demo dataset.</param>
    /// <param name="since">When the monitor was taken over; null when there was no monitor before.</param>
    /// <returns>True when it does.</returns>
    public static bool IsWanted(Dataset row, bool isDemo, DateTimeOffset? since) =>
        row is { ImagingStatus: ImagingStatus.Finished, UsageReported: false, LastProgress: not null }
        && !isDemo
        && (row.ImagingEnd ?? row.LastProgress) is { } ended
        && !(ended < since)
        && !(ended < row.Imported);

    /// <summary>What is reported of a dataset.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="begun">The number under which its report was begun, where the row does not tell it; or null.</param>
    /// <returns>The report, or what is missing for it.</returns>
    public UsagePlan Plan(Dataset row, string? begun)
    {
        var missing = new List<string>();
        if (string.IsNullOrWhiteSpace(row.Pi))
        {
            missing.Add("It has no PI.");
        }

        var machine = MachineOf(row, missing);
        var (start, end) = TimesOf(row, missing);
        if (row.Id < 0)
        {
            missing.Add("Its id is negative, so that no record's number can be made of it.");
        }

        if (missing.Count > 0)
        {
            return new UsagePlan(null, missing);
        }

        var first = UsageSlot.Of(start, settings.SlotLength);
        var last = UsageSlot.Of(end, settings.SlotLength);
        var record = Number(row.UsageRecordId) ?? Number(begun) ?? RecordId(start, row.Id);
        // In the hour that autumn repeats, the wall clock's end may even lie before its start.
        return new UsagePlan(new UsageReport(record, row.Pi!.Trim(), row.InstrumentId!.Trim(), machine, first, last > first ? last : first.Next(settings.SlotLength)), []);
    }

    private static BigInteger RecordId(DateTime start, long id) =>
        BigInteger.Parse(string.Create(CultureInfo.InvariantCulture, $"{start:yyyyMMddHHmmss}{id:D6}"), NumberStyles.None, CultureInfo.InvariantCulture);

    // A column that holds anything else is not a number that something was ever reported under.
    private static BigInteger? Number(string? text) =>
        text?.Length >= FewestDigits && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private int MachineOf(Dataset row, List<string> missing)
    {
        if (string.IsNullOrWhiteSpace(row.InstrumentId))
        {
            missing.Add("Its row names no microscope.");
            return 0;
        }

        if (_machines.Find(row.Modality, row.InstrumentId, out var setting) is { } number)
        {
            return number;
        }

        missing.Add(setting is null ? "Its row does not tell which kind of microscope made it." : $"{setting} has no number for {row.InstrumentId}.");
        return 0;
    }

    private (DateTime Start, DateTime End) TimesOf(Dataset row, List<string> missing)
    {
        if (row is not { ImagingStart: { } start, ImagingEnd: { } end })
        {
            missing.Add((row.ImagingStart, row.ImagingEnd) switch
            {
                (null, null) => "Its row tells neither when imaging began nor when it ended.",
                (null, _) => "Its row does not tell when imaging began.",
                _ => "Its row does not tell when imaging ended.",
            });
            return default;
        }

        var (first, last) = (TimeZoneInfo.ConvertTime(start, time.Zone), TimeZoneInfo.ConvertTime(end, time.Zone));
        if (last < Earliest(first))
        {
            missing.Add($"Its row says that imaging ended ({time.Write(end)}) before it began ({time.Write(start)}).");
        }

        return (first.DateTime, last.DateTime);
    }

    // Of a wall-clock time that autumn has twice, nobody knows which one was meant.
    private DateTimeOffset Earliest(DateTimeOffset moment) => time.Zone.IsAmbiguousTime(moment.DateTime)
        ? new DateTimeOffset(moment.DateTime, time.Zone.GetAmbiguousTimeOffsets(moment.DateTime).Max())
        : moment;
}
