using Microsoft.Extensions.Time.Testing;
using MicroStatus.Backend.Configuration;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Configuration;

public class OffsetTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_demo_labs_clock_is_ahead_and_runs_on()
    {
        var machine = new FakeTimeProvider(Start);
        var lab = new OffsetTimeProvider(machine, TimeSpan.FromHours(2));
        machine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Start + new TimeSpan(2, 1, 0), lab.GetUtcNow());
        Assert.Equal(machine.GetTimestamp(), lab.GetTimestamp());
    }

    [Fact]
    public void Timers_follow_the_machine()
    {
        var machine = new FakeTimeProvider(Start);
        var fired = 0;
        using var timer = new OffsetTimeProvider(machine, TimeSpan.FromHours(2))
            .CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        machine.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_real_lab_has_the_machines_clock() => Assert.Same(TimeProvider.System, new LabBackend().Clock(new StatusSettings()));

    [Fact]
    public void A_demo_lab_has_a_clock_of_its_own()
    {
        var settings = new StatusSettings { Demo = new DemoSettings { ClockOffset = TimeSpan.FromDays(1) } };
        Assert.True(new LabBackend().Clock(settings).GetUtcNow() > DateTimeOffset.UtcNow.AddHours(23));
    }
}
