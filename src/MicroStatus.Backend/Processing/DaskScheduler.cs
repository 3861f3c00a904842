using System.Net;
using System.Text.Json;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Messages;
using MicroStatus.Configuration;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Backend.Processing;

/// <summary>Asks the stitching cluster's Dask scheduler for its task counts: its address from the file that it leaves, the counts from its dashboard (lab.md §3). The scheduler
/// comes and goes, and its file may be left over: whatever is wrong is a reading without counts.</summary>
/// <param name="settings">The file, and the dashboard.</param>
/// <param name="files">Reads the file.</param>
/// <param name="http">Gives the HTTP client, which must not follow redirects; asked only when there is an address.</param>
/// <param name="clock">Measures the time limit.</param>
public sealed class DaskScheduler(StitchingSettings settings, IFileTree files, Func<HttpClient> http, TimeProvider clock) : IDaskScheduler
{
    // Both are a few kilobytes, of a cluster of hundreds of workers a few hundred.
    private const int FileLimit = 16 * 1024 * 1024;
    private const int AnswerLimit = 64 * 1024;

    /// <inheritdoc/>
    public async Task<DaskReading> ReadAsync(CancellationToken cancellationToken)
    {
        if (Dashboard(out var fault) is not { } dashboard)
        {
            return new DaskReading(null, null, fault);
        }

        try
        {
            var (counts, problem) = await CountAsync(new Uri(dashboard, settings.DashboardCounts), cancellationToken);
            return new DaskReading(counts, dashboard, problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DaskReading(null, dashboard, "The Dask scheduler does not answer in time (Rscm:Processing:Stitching:DashboardTimeout).");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new DaskReading(null, dashboard, $"The Dask scheduler cannot be reached at {dashboard}: {e.Message}");
        }
    }

    private Uri? Dashboard(out string? fault)
    {
        var file = settings.SchedulerFile;
        fault = null;
        try
        {
            using var json = JsonDocument.Parse(files.ReadFile(file, FileLimit));
            if (json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty(settings.SchedulerAddressKey, out var value)
                && value.ValueKind == JsonValueKind.String
                && HostOf(value.GetString()) is { } host
                && Uri.TryCreate(FormattableString.Invariant($"http://{host}:{settings.DashboardPort}/"), UriKind.Absolute, out var dashboard))
            {
                return dashboard;
            }

            fault = $"{file} names no address of a Dask scheduler.";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            fault = $"There is no {file}: no Dask scheduler has left its address.";
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            fault = $"{file} is no JSON file of a Dask scheduler.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = $"{file} cannot be read: {e.Message}";
        }

        return null;
    }

    // tcp://host:port, an IPv6 host in brackets.
    private static string? HostOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "tcp" or "tls" && uri.Host.Length > 0 && uri.UserInfo.Length == 0 ? uri.Host : null;

    private async Task<(DaskCounts? Counts, string? Problem)> CountAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.DashboardTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var response = await http().GetAsync(address, HttpCompletionOption.ResponseHeadersRead, both.Token);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return (null, FormattableString.Invariant($"The Dask scheduler answers with HTTP status {(int)response.StatusCode}."));
        }

        return await BoundedBody.ReadAsync(response.Content, AnswerLimit, both.Token) is { } body && Read(body) is { } counts
            ? (counts, null)
            : (null, $"What answers at {address} gives no task counts.");
    }

    private static DaskCounts? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && Number(root, "tasks") is { } tasks
                ? new DaskCounts(
                    tasks,
                    Number(root, "memory") ?? 0,
                    Number(root, "processing") ?? 0,
                    Number(root, "waiting") ?? 0,
                    Number(root, "released") ?? 0,
                    Number(root, "erred") ?? 0)
                : null;
        }
        catch (JsonException)
        {
            return null; // a page for people, or half an answer
        }
    }

    private static long? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
