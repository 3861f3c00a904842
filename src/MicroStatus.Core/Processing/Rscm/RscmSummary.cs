using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicroStatus.Processing.Rscm;

/// <summary>What the row's <c>processing_summary</c> holds of ours: JSON under one key, whatever else others wrote into it stays. The same facts give the same text.</summary>
internal sealed record RscmSummary
{
    private const string Key = "microStatus";

    // A summary is a few hundred characters; what is larger is none of ours.
    private const int MostCharacters = 64 * 1024;

    /// <summary>The job number that was written into the row, or null.</summary>
    public string? Job { get; init; }

    /// <summary>A person chose the job: a newer one does not take its place.</summary>
    public bool IsChosen { get; init; }

    /// <summary>Raw composites.</summary>
    public CompositeMemory? Stitched { get; init; }

    /// <summary>Denoised composites of the job.</summary>
    public CompositeMemory? Denoised { get; init; }

    /// <summary>We saw the denoised composites become complete, so that nobody else has begun the Imaris build.</summary>
    public bool IsBuildOurs { get; init; }

    /// <summary>Reads a summary. Anything else than ours is nothing.</summary>
    /// <param name="text">The column's value, or null.</param>
    /// <returns>What it says.</returns>
    public static RscmSummary Read(string? text)
    {
        if (Parse(text)?[Key] is not JsonObject own)
        {
            return new RscmSummary();
        }

        return new RscmSummary
        {
            Job = Value<string>(own, "job"),
            IsChosen = Value<bool>(own, "chosen"),
            Stitched = ReadComposites(own["stitched"]),
            Denoised = ReadComposites(own["denoised"]),
            IsBuildOurs = Value<bool>(own, "buildIsOurs"),
        };
    }

    /// <summary>Writes it into a summary.</summary>
    /// <param name="text">The column's value, or null.</param>
    /// <returns>The new value.</returns>
    public string Write(string? text)
    {
        var whole = Parse(text) ?? [];
        var own = new JsonObject();
        Put(own, "job", Job);
        Put(own, "chosen", IsChosen ? true : null);
        Put(own, "stitched", WriteComposites(Stitched));
        Put(own, "denoised", WriteComposites(Denoised));
        Put(own, "buildIsOurs", IsBuildOurs ? true : null);
        whole[Key] = own;
        return whole.ToJsonString();
    }

    private static JsonObject? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MostCharacters)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CompositeMemory? ReadComposites(JsonNode? node) => node is JsonObject json
        ? new CompositeMemory(Value<int>(json, "found"), Value<long?>(json, "expected"), Value<long?>(json, "bytes"), Time(json, "changed"), Time(json, "oldest"), Time(json, "newest"))
        : null;

    private static JsonObject? WriteComposites(CompositeMemory? memory)
    {
        if (memory is null)
        {
            return null;
        }

        var json = new JsonObject();
        Put(json, "found", memory.Found);
        Put(json, "expected", memory.Expected);
        Put(json, "bytes", memory.Bytes);
        Put(json, "changed", Text(memory.Changed));
        Put(json, "oldest", Text(memory.Oldest));
        Put(json, "newest", Text(memory.Newest));
        return json;
    }

    private static void Put(JsonObject json, string key, JsonNode? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }

    private static T? Value<T>(JsonObject json, string key) => json[key] is JsonValue value && value.TryGetValue(out T? found) ? found : default;

    private static string? Text(DateTimeOffset? time) => time?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JsonObject json, string key) =>
        DateTimeOffset.TryParseExact(Value<string>(json, key), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
}
