using System.Net;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Processing;
using MicroStatus.Backend.Tests.Messages;
using MicroStatus.Configuration;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Backend.Tests.Processing;

/// <summary>lab.md §3.3: task counts of the stitching cluster, whatever its scheduler answers.</summary>
public sealed class DaskSchedulerTests(DaskNode node) : IClassFixture<DaskNode>, IDisposable
{
    // As a scheduler of distributed 2022.12 with one busy worker answered.
    private const string Recorded = """
        {"bytes": 6024, "clients": 2, "cores": 1, "erred": 1, "hosts": 1, "idle": 0, "memory": 216, "processing": 16, "released": 3, "saturated": 1,
         "tasks": 640, "unrunnable": 0, "waiting": 404, "waiting_data": 17, "workers": 1, "desired_workers": 2}
        """;

    private readonly HttpClient _http = DaskHttp.Create();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dask-file-");
    private readonly WatchedClock _clock = new();

    private string SchedulerFile => Path.Join(_folder.FullName, "scheduler.json");

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_real_scheduler_tells_its_counts()
    {
        Assert.SkipWhen(node.Absent is not null, node.Absent ?? string.Empty);

        var reading = await Scheduler(node.DashboardPort, node.SchedulerFile).ReadAsync(TestContext.Current.CancellationToken);

        Assert.Null(reading.Fault);
        Assert.Equal(new DaskCounts(DaskNode.Done, DaskNode.Done, 0, 0, 0, 0), reading.Counts);
        Assert.Equal(new Uri(FormattableString.Invariant($"http://127.0.0.1:{node.DashboardPort}/")), reading.Dashboard);
    }

    [Fact]
    public async Task A_recorded_answer_tells_its_counts()
    {
        await using var server = new CountServer(CountServer.Http(Recorded));

        Assert.Equal(new DaskCounts(640, 216, 16, 404, 3, 1), (await ReadAsync(server.Port, "tcp://127.0.0.1:8786")).Counts);
    }

    [Fact]
    public async Task A_host_of_IPv6_is_asked_too()
    {
        await using var server = new CountServer(CountServer.Http(Recorded), IPAddress.IPv6Loopback);

        Assert.Equal(640, (await ReadAsync(server.Port, "tcp://[::1]:8786")).Counts?.Tasks);
    }

    [Theory]
    [InlineData("200 OK", "<html><title>Dask</title></html>", "gives no task counts.")]
    [InlineData("200 OK", "", "gives no task counts.")]
    [InlineData("200 OK", "{\"tasks\": 12", "gives no task counts.")]
    [InlineData("200 OK", "{\"tasks\": \"many\"}", "gives no task counts.")]
    [InlineData("200 OK", "{}", "gives no task counts.")]
    [InlineData("200 OK", "[]", "gives no task counts.")]
    [InlineData("500 Internal Server Error", "{\"tasks\": 1}", "The Dask scheduler answers with HTTP status 500.")]
    [InlineData("302 Found", "", "The Dask scheduler answers with HTTP status 302.")]
    public async Task An_answer_without_counts_is_an_absent_count(string status, string body, string fault)
    {
        await using var server = new CountServer(CountServer.Http(body, status));

        var reading = await ReadAsync(server.Port, "tcp://127.0.0.1:8786");

        Assert.Null(reading.Counts);
        Assert.EndsWith(fault, reading.Fault, StringComparison.Ordinal);
        Assert.NotNull(reading.Dashboard);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read_to_its_end()
    {
        await using var server = new CountServer(CountServer.Http(new string(' ', 100_000) + "{\"tasks\": 1}"));

        Assert.Null((await ReadAsync(server.Port, "tcp://127.0.0.1:8786")).Counts);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("")]
    public async Task What_is_no_HTTP_is_an_absent_count(string answer)
    {
        await using var server = new CountServer(answer);

        Assert.StartsWith("The Dask scheduler cannot be reached at http://127.0.0.1:", (await ReadAsync(server.Port, "tcp://127.0.0.1:8786")).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_is_an_absent_count() =>
        Assert.StartsWith("The Dask scheduler cannot be reached at http://127.0.0.1:1/", (await ReadAsync(1, "tcp://127.0.0.1:8786")).Fault, StringComparison.Ordinal);

    [Fact]
    public async Task A_scheduler_that_says_nothing_is_not_waited_for_longer_than_it_may()
    {
        await using var server = new CountServer(answer: null);
        Write("""{"address": "tcp://127.0.0.1:8786"}""");
        var reading = Scheduler(server.Port, SchedulerFile).ReadAsync(TestContext.Current.CancellationToken);
        await _clock.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("The Dask scheduler does not answer in time (Rscm:Processing:Stitching:DashboardTimeout).", (await reading).Fault);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"address\": null}")]
    [InlineData("{\"address\": 7}")]
    [InlineData("{\"address\": \"\"}")]
    [InlineData("{\"address\": \"node1:8786\"}")]
    [InlineData("{\"address\": \"inproc://10.0.0.1/1/1\"}")]
    [InlineData("{\"address\": \"tcp://fe80::1:8786\"}")]
    [InlineData("{\"address\": \"tcp://user@node1:8786\"}")]
    [InlineData("[\"address\"]")]
    public async Task A_scheduler_file_without_an_address_is_an_absent_count(string json)
    {
        Write(json);

        Assert.Equal(
            new DaskReading(null, null, $"{SchedulerFile} names no address of a Dask scheduler."),
            await Scheduler(8787, SchedulerFile).ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"address\": \"tcp://no")]
    [InlineData("I am text")]
    public async Task A_scheduler_file_that_is_no_JSON_is_an_absent_count(string json)
    {
        Write(json);

        Assert.Equal($"{SchedulerFile} is no JSON file of a Dask scheduler.", (await Scheduler(8787, SchedulerFile).ReadAsync(TestContext.Current.CancellationToken)).Fault);
    }

    [Fact]
    public async Task Without_a_scheduler_file_there_is_no_count() => Assert.Equal(
        $"There is no {SchedulerFile}: no Dask scheduler has left its address.",
        (await Scheduler(8787, SchedulerFile).ReadAsync(TestContext.Current.CancellationToken)).Fault);

    private Task<DaskReading> ReadAsync(int port, string address)
    {
        Write($$"""{"type": "Scheduler", "address": "{{address}}"}""");
        return Scheduler(port, SchedulerFile).ReadAsync(TestContext.Current.CancellationToken);
    }

    private void Write(string json) => File.WriteAllText(SchedulerFile, json);

    private DaskScheduler Scheduler(int port, string file) =>
        new(new StitchingSettings { SchedulerFile = file, DashboardPort = port }, new PosixFileTree(), () => _http, _clock);
}
