using System.Globalization;
using MicroStatus.Datasets;

namespace MicroStatus.Usage;

/// <summary>What the transmit log says of a try: two lines (lab.md §11). Pure.</summary>
/// <param name="folder">The log's folder.</param>
/// <param name="time">The lab's time zone.</param>
public sealed class TransmitLines(string folder, LabTime time)
{
    // An answer may be a page; a line is for people.
    private const int LongestReply = 4000;

    /// <summary>The file of a moment: a folder a year, a file a day.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns>An absolute path.</returns>
    public string FileOf(DateTimeOffset moment) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder.TrimEnd('/')}/{AtLab(moment):yyyy}/{AtLab(moment):yyyyMMdd}.txt");

    /// <summary>The lines of a try.</summary>
    /// <param name="moment">When.</param>
    /// <param name="json">What was posted.</param>
    /// <param name="isAccepted">The scheduler took it.</param>
    /// <param name="reply">What it said, or why nothing came.</param>
    /// <returns>Two lines.</returns>
    public string Of(DateTimeOffset moment, string json, bool isAccepted, string reply)
    {
        var at = AtLab(moment).ToString("yyyy-MM-dd, HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{at} - {(isAccepted ? "TRANSMITTED" : "ERROR: TRANSMIT FAILED")}: {OneLine(json)}\n{at} - OUTPUT: {OneLine(reply)}\n";
    }

    private DateTimeOffset AtLab(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, time.Zone);

    private static string OneLine(string text)
    {
        var line = string.Concat(text.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length > LongestReply ? line[..LongestReply] + "…" : line;
    }
}
