using System.Text.Json;
using MicroStatus.Cluster;

namespace MicroStatus.Backend.Cluster.Local;

/// <summary>What was asked for when a job of this machine was submitted: <c>request.json</c> in its folder.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Comment">Its comment.</param>
/// <param name="ScriptPath">Where its script was copied from.</param>
/// <param name="LogPath">Its log.</param>
/// <param name="WorkingFolder">The folder it starts in.</param>
/// <param name="LimitSeconds">Its time limit; 0 for none.</param>
/// <param name="Submitted">When.</param>
internal sealed record LocalJobRecord(
    string Name, string? Comment, string ScriptPath, string LogPath, string WorkingFolder, long LimitSeconds, DateTimeOffset Submitted)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The record of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="submitted">Now.</param>
    /// <returns>The record.</returns>
    public static LocalJobRecord Of(ClusterJobRequest request, DateTimeOffset submitted) => new(
        request.Name,
        request.Comment,
        request.ScriptPath,
        request.LogPath,
        request.WorkingFolder,
        request.TimeLimit is { } limit ? (long)Math.Ceiling(limit.TotalSeconds) : 0,
        submitted);

    /// <summary>Writes it.</summary>
    /// <returns>JSON.</returns>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Format);

    /// <summary>Reads it.</summary>
    /// <param name="json">JSON.</param>
    /// <returns>The record, or null when the text is something else.</returns>
    public static LocalJobRecord? From(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<LocalJobRecord>(json, Format) is { Name: not null, LogPath: not null, WorkingFolder: not null } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
