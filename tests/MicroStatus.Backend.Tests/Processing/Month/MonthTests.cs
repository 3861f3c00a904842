using System.Diagnostics;
using System.Globalization;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>A simulated month: datasets of both instruments, a cluster with faults, people, and checks that are killed and skipped.</summary>
/// <remarks>Other months are played with MICROSTATUS_MONTH_SEEDS=1,2,3….</remarks>
public sealed class MonthTests
{
    private const int Count = 300;
    private const int Days = 25;
    private const int QuietDays = 5;
    private static readonly int TicksPerDay = (int)(TimeSpan.FromDays(1) / MonthLab.Tick);

    public static TheoryData<int> Seeds { get; } =
        [.. (Environment.GetEnvironmentVariable("MICROSTATUS_MONTH_SEEDS") ?? "1").Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_dataset_ends_finished_or_needs_a_person_for_the_true_reason(int seed)
    {
        var watch = Stopwatch.StartNew();
        using var lab = new MonthLab(seed);
        AddDatasets(lab);
        await PlayAsync(lab, seed);
        var faults = new MonthVerdict(lab).Faults();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {lab.Checks} checks, {lab.Deaths} killed, {lab.Cluster.Arrived.Count} jobs, {watch.Elapsed.TotalSeconds:0.0} s"));
        Assert.NotEqual(0, lab.Deaths);
        Assert.True(faults.Count == 0, string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, {faults.Count} faults:\n{string.Join('\n', faults.Take(40))}"));
    }

    private static void AddDatasets(MonthLab lab)
    {
        var (rscm, mesoSpim) = (Enum.GetValues<RscmScript>(), Enum.GetValues<MesoSpimScript>());
        for (var i = 0; i < Count; i++)
        {
            var start = lab.Now + lab.Minutes(0, (Days - 7) * 24 * 60);
            var name = string.Create(CultureInfo.InvariantCulture, $"b{i:000}");
            // Every script, and half of the datasets without a fault.
            lab.Datasets.Add(i % 5 < 3
                ? Rscm(lab, name, start, i < 2 * rscm.Length ? rscm[i % rscm.Length] : lab.Choose(2) == 0 ? RscmScript.Plain : rscm[lab.Choose(rscm.Length)])
                : new PlayedMesoSpim(lab, name, start, lab.Choose(3) == 0 ? MesoSpimScript.Plain : mesoSpim[lab.Choose(mesoSpim.Length)]));
        }
    }

    private static PlayedRscm Rscm(MonthLab lab, string name, DateTimeOffset start, RscmScript script) =>
        new(lab, name + (script == RscmScript.Continues ? "_cont_stack2" : "_stack1"), start, script);

    private static async Task PlayAsync(MonthLab lab, int seed)
    {
        var random = new Random(seed + 1000);
        var skipped = new HashSet<int> { 4 + random.Next(3), 14 + random.Next(3) };
        var (silentDay, absentTick) = (8 + random.Next(4), (18 * TicksPerDay) + random.Next(TicksPerDay));
        var next = 0;
        for (var tick = 0; tick < (Days + QuietDays) * TicksPerDay; tick++)
        {
            var day = tick / TicksPerDay;
            if (tick == absentTick || tick == absentTick + 6)
            {
                lab.TakeAway(seed % 2 == 0 ? "fast" : "hive", tick == absentTick);
            }

            var isAbsent = tick >= absentTick && tick < absentTick + 6;
            lab.Cluster.IsSilent = day == silentDay;
            await lab.StepAsync(isFrozen: isAbsent || day == silentDay);
            if (tick >= next && !skipped.Contains(day))
            {
                await lab.CheckAsync(mayDie: day < Days);
                next = tick + 5 + random.Next(2);
            }
        }
    }
}
