using System.Management.Automation;
using Microsoft.Extensions.Time.Testing;
using MicroStatus.Hosting;

namespace MicroStatus.Cmdlet.Tests.Hosting;

public sealed class ProgressGateTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void At_most_five_records_a_second_pass()
    {
        var gate = new ProgressGate(_time);
        var passed = 0;
        for (var millisecond = 0; millisecond < 2000; millisecond++)
        {
            passed += gate.LetsThrough(Record(1)) ? 1 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(10, passed);
    }

    [Fact]
    public void Each_activity_has_a_rate_of_its_own()
    {
        var gate = new ProgressGate(_time);

        Assert.True(gate.LetsThrough(Record(1)));
        Assert.True(gate.LetsThrough(Record(2)));
        Assert.False(gate.LetsThrough(Record(1)));
    }

    [Fact]
    public void A_completed_record_always_passes_and_ends_the_activity()
    {
        var gate = new ProgressGate(_time);
        gate.LetsThrough(Record(1));

        Assert.True(gate.LetsThrough(new ProgressRecord(1, "a", "b") { RecordType = ProgressRecordType.Completed }));
        Assert.True(gate.LetsThrough(Record(1)));
    }

    private static ProgressRecord Record(int activity) => new(activity, "Checking", "dataset");
}
