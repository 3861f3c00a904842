using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Writes and reads <see cref="MesoSpimSummary"/>.</summary>
/// <remarks>By hand: every check writes it for every dataset, and a serializer's start alone costs more than all of them.</remarks>
internal static class MesoSpimSummaryJson
{
    public static string Write(MesoSpimSummary summary)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Text(writer, "format", summary.Format);
            Texts(writer, "channels", summary.Channels);
            Numbers(writer, "shutters", summary.Shutters);
            Numbers(writer, "rotations", summary.Rotations);
            Number(writer, "rows", summary.Rows);
            Number(writer, "columns", summary.Columns);
            Number(writer, "tilesStarted", summary.TilesStarted);
            Number(writer, "tilesComplete", summary.TilesComplete);
            Number(writer, "tilesInTable", summary.TilesInTable);
            Text(writer, "refractiveIndex", summary.RefractiveIndex);
            if (summary.Differences is not null)
            {
                Texts(writer, "differences", summary.Differences);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static MesoSpimSummary? Read(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? string.Empty);
            var root = document.RootElement;
            return new MesoSpimSummary
            {
                Format = Optional(root, "format")?.GetString(),
                Channels = Texts(root.GetProperty("channels")),
                Shutters = Numbers(root.GetProperty("shutters")),
                Rotations = Numbers(root.GetProperty("rotations")),
                Rows = Optional(root, "rows")?.GetInt32(),
                Columns = Optional(root, "columns")?.GetInt32(),
                TilesStarted = root.GetProperty("tilesStarted").GetInt32(),
                TilesComplete = root.GetProperty("tilesComplete").GetInt32(),
                TilesInTable = Optional(root, "tilesInTable")?.GetInt32(),
                RefractiveIndex = Optional(root, "refractiveIndex")?.GetString(),
                Differences = Optional(root, "differences") is { } differences ? Texts(differences) : null,
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Not JSON, not an object, or an object of somebody else: none of ours, as the caller is told.
            return null;
        }
    }

    private static JsonElement? Optional(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value : null;

    private static List<string> Texts(JsonElement array)
    {
        var texts = new List<string>(array.GetArrayLength());
        foreach (var text in array.EnumerateArray())
        {
            texts.Add(text.GetString() ?? string.Empty);
        }

        return texts;
    }

    private static List<int> Numbers(JsonElement array)
    {
        var numbers = new List<int>(array.GetArrayLength());
        foreach (var number in array.EnumerateArray())
        {
            numbers.Add(number.GetInt32());
        }

        return numbers;
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter writer, string name, IReadOnlyList<int> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
