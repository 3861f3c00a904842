using System.Diagnostics;
using MicroStatus.Database;

namespace MicroStatus.Backend.Tests.Database;

public sealed class LeaseTests : IDisposable
{
    private readonly DatabaseLab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static CancellationToken Cancellation => DatabaseLab.Cancellation;

    [Fact]
    public async Task A_second_check_is_told_who_holds_the_lease()
    {
        using var database = _lab.Create();
        using var second = _lab.Open();
        await using var held = database.AcquireLease(Cancellation);
        var refusal = Refusal.Of("LeaseHeld", () => second.AcquireLease(Cancellation));
        Assert.Contains(Environment.MachineName, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId} of user {Environment.UserName}, since 2026-09-14 14:00:00 UTC", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(held.Lease, refusal.Target);
    }

    [Fact]
    public async Task A_lease_given_back_can_be_taken_at_once_with_a_higher_fence()
    {
        using var database = _lab.Create();
        var first = database.AcquireLease(Cancellation);
        await first.DisposeAsync();
        await using var second = database.AcquireLease(Cancellation);
        Assert.Equal((1, 2), (first.Lease.Fence, second.Lease.Fence));
        Refusal.Of("LeaseLost", first.Verify);
        second.Verify();
    }

    [Fact]
    public async Task A_lease_of_another_host_is_taken_over_only_when_it_has_expired()
    {
        using var database = _lab.Create();
        HeldBy("othernode", 4242, start: null);
        Refusal.Of("LeaseHeld", () => database.AcquireLease(Cancellation));
        _lab.Clock.Advance(TimeSpan.FromMinutes(2));
        await using var taken = database.AcquireLease(Cancellation);
        Assert.Equal(8, taken.Lease.Fence);
    }

    [Fact]
    public async Task A_lease_of_a_dead_process_of_this_host_is_taken_over_at_once()
    {
        using var database = _lab.Create();
        using var process = Process.Start("true");
        await process.WaitForExitAsync(Cancellation);
        HeldBy(Environment.MachineName, process.Id, start: null);
        await using var taken = database.AcquireLease(Cancellation);
        Assert.Equal(8, taken.Lease.Fence);
    }

    [Fact]
    public async Task A_lease_whose_process_number_belongs_to_another_process_by_now_is_taken_over()
    {
        using var database = _lab.Create();
        HeldBy(Environment.MachineName, Environment.ProcessId, "another-boot:1");
        await using var taken = database.AcquireLease(Cancellation);
        Assert.Equal(8, taken.Lease.Fence);
    }

    [Fact]
    public void A_lease_of_a_living_process_of_this_host_is_respected()
    {
        using var database = _lab.Create();
        HeldBy(Environment.MachineName, Environment.ProcessId, start: null);
        Refusal.Of("LeaseHeld", () => database.AcquireLease(Cancellation));
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease_however_long_the_check_takes()
    {
        using var database = _lab.Create();
        await using var held = database.AcquireLease(Cancellation);
        for (var i = 0; i < 10; i++)
        {
            _lab.Clock.Advance(TimeSpan.FromSeconds(40));
        }

        using var second = _lab.Open();
        var refusal = Refusal.Of("LeaseHeld", () => second.AcquireLease(Cancellation));
        Assert.Equal(DatabaseLab.Start.AddSeconds(400), Assert.IsType<Lease>(refusal.Target).Heartbeat);
        held.Verify();
    }

    [Fact]
    public async Task A_holder_that_was_replaced_can_neither_act_nor_write_nor_take_the_lease_away_again()
    {
        using var database = _lab.Create();
        await using var suspended = database.AcquireLease(Cancellation);
        HeldBy("othernode", 4242, start: null);

        Refusal.Of("LeaseLost", suspended.Verify);
        var refusal = Refusal.Of(
            "LeaseLost",
            () => database.Apply([DatabaseLab.Registration(DatabaseLab.Acquisition())], ownTablesOnly: false, suspended));
        Assert.Contains("othernode", refusal.Message, StringComparison.Ordinal);
        Refusal.Of("LeaseLost", () => database.WriteNote("x", "y", suspended));
        _lab.Clock.Advance(TimeSpan.FromSeconds(41));
        Refusal.Of("LeaseLost", suspended.Verify);
        await suspended.DisposeAsync();

        Assert.Equal(["othernode|7|0"], _lab.Rows("SELECT host, fence, released FROM run_lease"));
        Assert.Equal(["0"], _lab.Rows("SELECT COUNT(*) FROM dataset"));
    }

    [Fact]
    public async Task A_lease_that_expired_and_was_not_taken_by_others_goes_on()
    {
        using var database = _lab.Create();
        await using var held = database.AcquireLease(Cancellation);
        _lab.Sql("UPDATE run_lease SET expires = '2026-01-01T00:00:00.0000000Z'");
        held.Verify();
        Assert.Equal(["2026-09-14T14:02:00.0000000Z"], _lab.Rows("SELECT expires FROM run_lease"));
    }

    [Fact]
    public async Task A_heartbeat_that_finds_the_database_locked_is_made_up_for_later()
    {
        _lab.Settings = _lab.Settings with { Check = _lab.Settings.Check with { LeaseDuration = TimeSpan.FromMilliseconds(300) } };
        using var database = _lab.Create();
        await using var held = database.AcquireLease(Cancellation);
        using (var other = _lab.Raw())
        {
            DatabaseLab.Sql(other, "BEGIN EXCLUSIVE");
            _lab.Clock.Advance(TimeSpan.FromMilliseconds(100));
            DatabaseLab.Sql(other, "ROLLBACK");
        }

        _lab.Clock.Advance(TimeSpan.FromMilliseconds(100));
        held.Verify();
        Assert.Equal(["2026-09-14T14:00:00.2000000Z"], _lab.Rows("SELECT heartbeat FROM run_lease"));
    }

    private void HeldBy(string host, int process, string? start)
    {
        var text = start is null ? "NULL" : $"'{start}'";
        _lab.Sql($"INSERT OR REPLACE INTO run_lease VALUES (1, '{host}', {process}, {text}, 'lab', '2026-09-14T13:59:00.0000000Z', '2026-09-14T14:00:00.0000000Z', '2026-09-14T14:02:00.0000000Z', 7, 0)");
    }
}
