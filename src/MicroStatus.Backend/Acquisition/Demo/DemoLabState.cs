using System.Text.Json;
using System.Text.Json.Serialization;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>What makes a folder a demo lab: a small file that says how far it has come.</summary>
/// <param name="Kind">Always <see cref="DemoLabKind"/>.</param>
/// <param name="Ready">The lab was made to its end.</param>
/// <param name="Steps">The clock's offset after each step; a later one than the clock's belongs to a step that was cut short.</param>
internal sealed record DemoLabState(string Kind, bool Ready, IReadOnlyList<TimeSpan> Steps)
{
    /// <summary>What is to go wrong in processing.</summary>
    public IReadOnlyList<DemoFaultRule> Faults { get; init => field = value ?? []; } = [];

    /// <summary>Says that the file is ours.</summary>
    public const string DemoLabKind = "MicroStatus demo lab";

    // The file has a line a step.
    private const int Limit = 1024 * 1024;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>The file's bytes.</summary>
    /// <returns>JSON.</returns>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Format);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The state, or null when there is no such file or it is something else.</returns>
    public static DemoLabState? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > Limit)
        {
            return null;
        }

        try
        {
            var state = JsonSerializer.Deserialize<DemoLabState>(File.ReadAllBytes(path), Format);
            return state is { Kind: DemoLabKind, Steps: not null } ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
