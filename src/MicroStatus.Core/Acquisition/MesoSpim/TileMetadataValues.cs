using System.Globalization;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Collects the values of a tile's metadata that are needed, line by line, and judges them.</summary>
internal sealed class TileMetadataValues
{
    private const int LongestText = 200;
    private const double FarthestPosition = 1e8;
    private const double LargestStep = 1e6;
    private const int MostPlanes = 10_000_000;
    private const int MostPixels = 1_000_000;
    private const string TimeFormat = "yyyyMMdd-HHmmss";

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    /// <summary>The ETL file as written, with its path.</summary>
    public string? EtlFile => _values.GetValueOrDefault("ETL CFG File");

    /// <summary>Keeps a line's value when it is one that is needed.</summary>
    /// <param name="section">The head it stands below, or empty.</param>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value; empty counts as not given.</param>
    public void Take(string section, string key, string value)
    {
        if (value.Length == 0)
        {
            // An end without a time is an end all the same.
            if (IsStop(key))
            {
                _values.TryAdd(key, value);
            }

            return;
        }

        switch (key.ToUpperInvariant())
        {
            // An objective has a name as well.
            case "NAME" when section.Contains("MICROSCOPE", StringComparison.OrdinalIgnoreCase):
                _values.TryAdd("name", value);
                break;
            case "STOPPED TAKING IMAGES" or "STOPPED STACK":
                _values[key] = value;
                break;
            case "LASER" or "PIXELSIZE IN UM" or "SHUTTER" or "X_POS" or "Y_POS" or "Z_STEPSIZE" or "Z_PLANES" or "ROT"
                or "X_PIXELS" or "Y_PIXELS" or "ETL CFG FILE" or "INSTRUMENT_ID" or "STARTED STACK" or "STARTED TAKING IMAGES":
                _values.TryAdd(key, value);
                break;
        }
    }

    public TileMetadata ToMetadata(bool isEmpty, string? refractiveIndex)
    {
        if (isEmpty)
        {
            return new TileMetadata { Problems = ["it is empty"] };
        }

        var stopped = Time("Stopped taking images");
        return new TileMetadata
        {
            Laser = Text("Laser"),
            PixelSize = Number("Pixelsize in um", double.Epsilon, LargestStep, isNeeded: false).Text,
            ZStep = Number("z_stepsize", -LargestStep, LargestStep, isNeeded: false).Text,
            Planes = (int?)Number("z_planes", 1, MostPlanes, isNeeded: true, isWhole: true).Value,
            X = Number("x_pos", -FarthestPosition, FarthestPosition, isNeeded: true).Value,
            Y = Number("y_pos", -FarthestPosition, FarthestPosition, isNeeded: true).Value,
            CameraWidth = Pixels("x_pixels"),
            CameraHeight = Pixels("y_pixels"),
            Rotation = Text("rot"),
            Shutter = Text("Shutter"),
            Instrument = Text("instrument_id") ?? Text("name"),
            RefractiveIndex = refractiveIndex,
            StartedStack = Time("Started stack"),
            StartedImages = Time("Started taking images"),
            StoppedImages = stopped,
            StoppedStack = Time("Stopped stack"),
            HasStopped = _values.ContainsKey("Stopped taking images"),
            Problems = _problems.Count == 0 ? [] : [.. _problems],
        };
    }

    // The image itself decides its size: what cannot be right here is no one's trouble.
    private int? Pixels(string key) =>
        _values.TryGetValue(key, out var text) && MetadataNumber.TryRead(text, 1, MostPixels, out var number) && double.IsInteger(number) ? (int)number : null;

    private static bool IsStop(string key) => key.Equals("Stopped taking images", StringComparison.OrdinalIgnoreCase);

    private string? Text(string key) =>
        _values.TryGetValue(key, out var value) && value.Length is > 0 and <= LongestText ? TileText.Name(value) : null;

    private (string? Text, double? Value) Number(string key, double smallest, double largest, bool isNeeded, bool isWhole = false)
    {
        if (!_values.TryGetValue(key, out var text))
        {
            if (isNeeded)
            {
                _problems.Add($"it has no {key}");
            }

            return default;
        }

        if (MetadataNumber.TryRead(text, smallest, largest, out var number) && (!isWhole || double.IsInteger(number)))
        {
            return (text, number);
        }

        _problems.Add($"its {key} is '{Short(text)}'");
        return default;
    }

    private DateTime? Time(string key)
    {
        if (!_values.TryGetValue(key, out var text))
        {
            return null;
        }

        if (DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        _problems.Add($"its '{key}' is '{Short(text)}'");
        return null;
    }

    private static string Short(string text) => TileText.Name(text.Length > 40 ? text[..40] + "…" : text);
}
