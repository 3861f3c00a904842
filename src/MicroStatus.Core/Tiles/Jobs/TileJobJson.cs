using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicroStatus.Tiles.Jobs;

/// <summary>A job's files as JSON.</summary>
internal static class TileJobJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        IncludeFields = true, // tuples
        MaxDepth = 16,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes.</summary>
    /// <param name="value">What.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Reads.</summary>
    /// <param name="content">UTF-8.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static T Read<T>(byte[] content)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content, Options) ?? throw new InvalidDataException("It holds nothing.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}
