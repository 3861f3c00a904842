using System.Text.Json;
using System.Text.Json.Serialization;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>What the played cluster of a demo lab remembers from step to step.</summary>
/// <param name="Works">What it works on.</param>
/// <param name="LastJob">The number of the newest denoising job.</param>
internal sealed record DemoClusterState(IReadOnlyList<DemoWork> Works, long LastJob)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Reads it.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>What it says; nothing in a lab in which nothing was processed yet.</returns>
    /// <exception cref="StatusException"><c>DemoLabDamaged</c>: somebody else wrote there.</exception>
    public static DemoClusterState Read(string path)
    {
        if (!File.Exists(path))
        {
            return new DemoClusterState([], 0);
        }

        try
        {
            return JsonSerializer.Deserialize<DemoClusterState>(File.ReadAllBytes(path), Format) is { Works: not null } state ? state : throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            throw new StatusException("DemoLabDamaged", StatusErrorCategory.InvalidData, $"{path} is not what the demo lab wrote: {e.Message}", "Make the lab anew with New-DemoLab -Force.", path, e);
        }
    }

    /// <summary>The file's bytes.</summary>
    /// <returns>JSON.</returns>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Format);
}
