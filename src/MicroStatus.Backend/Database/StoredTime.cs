using System.Globalization;

namespace MicroStatus.Backend.Database;

/// <summary>Times in tables of our own: UTC, ISO 8601 with seven decimals, so that text sorts as time and nothing is rounded.</summary>
internal static class StoredTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Writes a moment.</summary>
    /// <param name="moment">Any moment.</param>
    /// <returns>The text.</returns>
    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads a moment.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The moment, or null when the text is none.</returns>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
