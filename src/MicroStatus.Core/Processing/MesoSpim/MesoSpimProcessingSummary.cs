using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>What the products of a mesoSPIM dataset prove beyond the columns: the JSON of <c>processing_summary</c> (lab.md §6).</summary>
/// <remarks>It holds no time of looking, so that an unchanged dataset gives the same text.</remarks>
public sealed record MesoSpimProcessingSummary
{
    /// <summary>It was deconvolved, is, or will be.</summary>
    public bool Deconvolved { get; init; }

    /// <summary>The refractive index by the metadata, or null.</summary>
    public string? RefractiveIndex { get; init; }

    /// <summary>Tiles to process, each channel × tile × shutter × rotation.</summary>
    public int Tiles { get; init; }

    /// <summary>Deconvolved tiles; null when there are none to expect.</summary>
    public int? DeconFiles { get; init; }

    /// <summary>Imaris files of tiles; null when there are none to expect.</summary>
    public int? ImsFiles { get; init; }

    /// <summary>Imaris files of tiles to expect, or null.</summary>
    public int? ImsExpected { get; init; }

    /// <summary>The name of the Imaris file of the whole dataset; null while there is none that opens.</summary>
    public string? Final { get; init; }

    /// <summary>Stamps (name, size, time) of the tiles' Imaris files that opened: they are not opened again. Empty when the montage is there.</summary>
    public IReadOnlyList<string> Opened { get; init; } = [];

    /// <summary>Reads a stored summary.</summary>
    /// <param name="json">The text of the column.</param>
    /// <returns>The summary, or null when the text is none of ours.</returns>
    public static MesoSpimProcessingSummary? Read(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? string.Empty);
            var root = document.RootElement;
            return new MesoSpimProcessingSummary
            {
                Deconvolved = root.GetProperty("deconvolved").GetBoolean(),
                RefractiveIndex = root.TryGetProperty("refractiveIndex", out var index) ? index.GetString() : null,
                Tiles = root.GetProperty("tiles").GetInt32(),
                DeconFiles = Number(root, "deconFiles"),
                ImsFiles = Number(root, "imsFiles"),
                ImsExpected = Number(root, "imsExpected"),
                Final = root.TryGetProperty("final", out var final) ? final.GetString() : null,
                Opened = root.TryGetProperty("opened", out var opened) ? [.. opened.EnumerateArray().Select(stamp => stamp.GetString()).OfType<string>()] : [],
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Not JSON, or an object of somebody else: none of ours, as the caller is told.
            return null;
        }
    }

    /// <summary>Writes the summary as it is stored.</summary>
    /// <returns>Compact JSON.</returns>
    public string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("deconvolved", Deconvolved);
            Text(writer, "refractiveIndex", RefractiveIndex);
            writer.WriteNumber("tiles", Tiles);
            Number(writer, "deconFiles", DeconFiles);
            Number(writer, "imsFiles", ImsFiles);
            Number(writer, "imsExpected", ImsExpected);
            Text(writer, "final", Final);
            if (Opened.Count > 0)
            {
                writer.WriteStartArray("opened");
                foreach (var stamp in Opened)
                {
                    writer.WriteStringValue(stamp);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static int? Number(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static void Number(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
