using System.Management.Automation;
using MicroStatus.Cmdlet.Tests.Fakes;

namespace MicroStatus.Cmdlet.Tests.Hosting;

public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CmdletRunner _runner = new(new FakeBackend(), typeof(TestWaitCommand), typeof(TestEmitCommand));
    private readonly Trace _trace = new();

    public StopTests() => _runner.With("trace", _trace);

    public void Dispose() => _runner.Dispose();

    [Fact]
    public async Task A_stop_reaches_the_worker_and_waits_until_it_has_cleaned_up()
    {
        await StopAsync("Test-Wait -Trace $trace");

        Assert.True(_trace.Cleaned.Task.IsCompleted);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_call_that_nothing_interrupts()
    {
        await StopAsync("Test-Wait -Trace $trace -Deaf");

        Assert.False(_trace.Cleaned.Task.IsCompleted);
        _trace.Released.SetResult();
        await _trace.Cleaned.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stop_ends_a_worker_whose_consumer_is_stuck()
    {
        await StopAsync("Test-Emit (1..100000) -Trace $trace | ForEach-Object { while ($true) { } }");

        Assert.True(_trace.Cleaned.Task.IsCompleted);
        Assert.True(_trace.Counted < 1000);
    }

    [Fact]
    public async Task The_session_works_on_after_a_stop()
    {
        await StopAsync("Test-Wait -Trace $trace");

        Assert.Equal([1, 2], _runner.Run("Test-Emit (1, 2)").Of<int>());
    }

    private async Task StopAsync(string script)
    {
        using var shell = _runner.Start(script);
        var running = shell.InvokeAsync();
        await _trace.Started.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await Task.Factory.FromAsync(shell.BeginStop(callback: null, state: null), shell.EndStop)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => running.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
