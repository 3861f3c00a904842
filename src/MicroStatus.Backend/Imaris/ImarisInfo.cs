using System.Globalization;
using MicroStatus.Backend.Imaris.Hdf5;
using MicroStatus.Imaris;

namespace MicroStatus.Backend.Imaris;

/// <summary>What an Imaris file says about itself, in attributes that are text. A file without them is complete all the same.</summary>
internal sealed class ImarisInfo
{
    private const string Folder = "DataSetInfo";
    private const string Image = "Image";
    private const string TimeInfo = "TimeInfo";
    private const string Channel = "Channel ";

    private int _channels;
    private int? _timePoints;

    /// <summary>Pixels a row.</summary>
    public long? SizeX { get; private set; }

    /// <summary>Rows.</summary>
    public long? SizeY { get; private set; }

    /// <summary>Planes.</summary>
    public long? SizeZ { get; private set; }

    /// <summary>Where the image lies in space.</summary>
    public ImarisExtent? Extent { get; private set; }

    /// <summary>Unit of lengths.</summary>
    public string? Unit { get; private set; }

    /// <summary>Version of the format.</summary>
    public string? FormatVersion { get; private set; }

    /// <summary>Reads.</summary>
    /// <param name="root">The root group.</param>
    public void Read(Hdf5Group root)
    {
        FormatVersion = Hdf5Attributes.Texts(root.Header).GetValueOrDefault("ImarisVersion");
        if (root.FindGroup(Folder) is not { } info)
        {
            return;
        }

        _channels = info.Names.Count(name => name.StartsWith(Channel, StringComparison.Ordinal) && int.TryParse(name.AsSpan(Channel.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (info.Find(TimeInfo) is { } times)
        {
            _timePoints = (int?)Whole(Hdf5Attributes.Texts(times), "FileTimePoints", int.MaxValue);
        }

        if (info.Find(Image) is { } image)
        {
            ReadImage(Hdf5Attributes.Texts(image));
        }
    }

    /// <summary>The image is larger than a dataset.</summary>
    /// <param name="size">The dataset's size: planes, rows, pixels a row.</param>
    /// <returns>True when it does not fit.</returns>
    public bool IsLargerThan(IReadOnlyList<ulong> size) => SizeZ > (long)size[0] || SizeY > (long)size[1] || SizeX > (long)size[2];

    /// <summary>Compares what the file announces with what is there.</summary>
    /// <param name="timePoints">Time points that are there.</param>
    /// <param name="channels">Channels that are there.</param>
    /// <returns>What is missing, in a sentence, or null.</returns>
    public string? Expected(int? timePoints, int? channels) =>
        _channels > channels ? $"Channel {channels} is missing: {_channels} channels are described."
        : _timePoints > timePoints ? $"TimePoint {timePoints} is missing: {_timePoints} time points are described."
        : null;

    private void ReadImage(Dictionary<string, string> texts)
    {
        (SizeX, SizeY, SizeZ) = (Whole(texts, "X"), Whole(texts, "Y"), Whole(texts, "Z"));
        Unit = texts.GetValueOrDefault("Unit");
        var edges = new[] { "ExtMin0", "ExtMin1", "ExtMin2", "ExtMax0", "ExtMax1", "ExtMax2" }.Select(name => Number(texts, name)).ToList();
        Extent = edges.TrueForAll(edge => edge is not null)
            ? new ImarisExtent(edges[0]!.Value, edges[1]!.Value, edges[2]!.Value, edges[3]!.Value, edges[4]!.Value, edges[5]!.Value)
            : null;
    }

    private static long? Whole(Dictionary<string, string> texts, string name, long most = uint.MaxValue) =>
        long.TryParse(texts.GetValueOrDefault(name), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value)
        && value > 0 && value <= most ? value : null;

    private static double? Number(Dictionary<string, string> texts, string name) =>
        double.TryParse(texts.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
