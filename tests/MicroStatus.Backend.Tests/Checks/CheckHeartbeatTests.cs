using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Messages;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class CheckHeartbeatTests : IAsyncDisposable
{
    private readonly CheckLab _lab = new() { Processes = true };
    private readonly SwitchServer _server = new();
    private readonly HttpClient _http = LabHttp.Create();

    public CheckHeartbeatTests()
    {
        _lab.Settings = _lab.Settings with { Secrets = new Secrets { HeartbeatAddress = new Secret(_server.Address) } };
        _lab.Backend.OpenAnyHeartbeat = settings => HttpHeartbeat.From(settings, () => _http, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _lab.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(CheckMode.Active)]
    [InlineData(CheckMode.Observe)]
    public async Task A_check_that_ran_to_its_end_is_a_sign_of_life_whatever_it_found_of_datasets(CheckMode mode)
    {
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = mode } };
        _lab.Write(Path.Join(_lab.AddRscm("klimstra-w/5CL18/8257_stack1"), "vs_series.dat"), "no XML");
        await _lab.CheckAsync();
        Assert.Equal(["GET /secret-of-the-switch"], _server.Calls);
    }

    [Fact]
    public async Task A_lab_that_is_blind_is_no_sign_of_life_with_every_check()
    {
        _lab.Delete(_lab.Settings.Storage.Hive.AcquirePath);
        Assert.NotEmpty((await _lab.CheckAsync()).Problems);
        await _lab.CheckAsync();
        Assert.Equal(["POST /secret-of-the-switch/fail", "POST /secret-of-the-switch/fail"], _server.Calls);
        Assert.Contains("Hive is absent", _server.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_and_a_check_of_some_steps_are_no_signs_of_life()
    {
        await _lab.CheckAsync(whatIf: true);
        await new StatusCheck(_lab.Backend, _lab.Settings).RunAsync(new StatusCheckRequest { Host = "node1", Steps = [CheckStep.Storage] }, new Listener(), CheckLab.Cancellation);
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task A_check_that_fails_is_heard_of_with_its_reason()
    {
        _lab.Write(_lab.DatabaseFile, new string('x', 8192));
        var cause = await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync());
        Assert.Equal(["POST /secret-of-the-switch/fail"], _server.Calls);
        Assert.Equal($"The status check on node1 failed. {cause.ErrorId}: {cause.Message}", _server.LastBody);
    }

    [Fact]
    public async Task A_check_that_finds_another_one_at_work_has_not_failed()
    {
        using var database = _lab.Open(DatabaseAccess.ReadWrite);
        await using (database.AcquireLease(CheckLab.Cancellation))
        {
            Assert.Equal("LeaseHeld", (await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync())).ErrorId);
        }

        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task A_check_that_a_person_stops_has_not_failed()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _lab.CheckAsync(cancellation: stop.Token));
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task A_heartbeat_that_fails_is_told_in_report_and_log_and_never_fails_the_check()
    {
        _server.Next.Enqueue(404);
        var told = Assert.Single((await _lab.CheckAsync()).Problems);
        Assert.Equal(("heartbeat", "The heartbeat (HEARTBEAT_URL) answers with HTTP status 404.", null), (told.Name, told.Text, told.Cause));
        Assert.Contains("The heartbeat (HEARTBEAT_URL)", Log(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-switch", Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heartbeat_that_fails_hides_no_failure_of_the_check()
    {
        _server.Next.Enqueue(404);
        _lab.Write(_lab.DatabaseFile, new string('x', 8192));
        Assert.StartsWith("Database", (await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync())).ErrorId, StringComparison.Ordinal);
        Assert.Contains("answers with HTTP status 404", Log(), StringComparison.Ordinal);
    }

    private string Log() => string.Concat(Directory.GetFiles(Path.Join(_lab.Root, "log")).Select(File.ReadAllText));
}
