using System.Globalization;
using MicroStatus.Backend.Imaris.Hdf5;
using MicroStatus.Imaris;

namespace MicroStatus.Backend.Imaris;

/// <summary>One walk through an Imaris file's groups: resolution levels, in each the time points, in each of those the channels, in each one dataset.</summary>
/// <param name="group">The group that holds the resolution levels.</param>
/// <param name="readsChunks">One chunk of each dataset is read.</param>
internal sealed class ImarisWalk(string group, bool readsChunks)
{
    private const string Level = "ResolutionLevel";
    private const string TimePoint = "TimePoint";
    private const string Channel = "Channel";
    private const string Data = "Data";
    private const string Thumbnail = "Thumbnail";
    private const int Dimensions = 3;

    private readonly ImarisInfo _info = new();
    private Hdf5Dataset? _first;
    private int? _levels;
    private int? _timePoints;
    private int? _channels;
    private bool _hasThumbnail;
    private int _chunks;

    /// <summary>Walks.</summary>
    /// <param name="source">The file.</param>
    /// <param name="rootAddress">Address of the root group's header.</param>
    /// <returns>What is wrong with the file, in a sentence, or null.</returns>
    public string? Read(Hdf5Source source, ulong rootAddress)
    {
        var at = "The root group";
        try
        {
            var root = Hdf5Group.OpenRoot(source, rootAddress);
            at = $"The group {group}";
            if (root.FindGroup(group) is not { } images)
            {
                return $"It is HDF5, but no Imaris file: the group {group} is missing.";
            }

            at = "The description of the image";
            _info.Read(root);
            at = "The thumbnail";
            _hasThumbnail = root.FindGroup(Thumbnail)?.Find(Data) is not null;
            return ReadLevels(images, ref at);
        }
        catch (Hdf5Fault e)
        {
            return $"{at} cannot be read: {e.Message}.";
        }
    }

    /// <summary>Adds what the walk found.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The file, described.</returns>
    public ImarisFile Describe(ImarisFile file) => file with
    {
        SizeX = _info.SizeX ?? Size(2),
        SizeY = _info.SizeY ?? Size(1),
        SizeZ = _info.SizeZ ?? Size(0),
        Channels = _channels,
        TimePoints = _timePoints,
        ResolutionLevels = _levels,
        PixelType = _first?.Type,
        HasThumbnail = _hasThumbnail,
        Extent = _info.Extent,
        Unit = _info.Unit,
        FormatVersion = _info.FormatVersion,
        ChunksRead = _chunks,
    };

    private string? ReadLevels(Hdf5Group images, ref string at)
    {
        var levels = Numbers(images, Level);
        _levels = levels.Count;
        if (Missing(levels, levels.Count, Level) is { } gap)
        {
            return $"{gap} is missing.";
        }

        for (var level = 0; level < levels.Count; level++)
        {
            at = $"{Level} {level}";
            if (images.FindGroup(at) is { } points && ReadTimePoints(points, level, ref at) is { } fault)
            {
                return fault;
            }
        }

        return _info.Expected(_timePoints, _channels);
    }

    private string? ReadTimePoints(Hdf5Group level, int number, ref string at)
    {
        var where = at;
        var points = Numbers(level, TimePoint);
        _timePoints ??= points.Count;
        if (Missing(points, Math.Max(points.Count, _timePoints.Value), TimePoint) is { } gap)
        {
            return $"{gap} is missing in {where}.";
        }

        if (points.Count > _timePoints)
        {
            return $"{TimePoint} {_timePoints} is missing in {Level} 0.";
        }

        for (var point = 0; point < points.Count; point++)
        {
            at = $"{where}, {TimePoint} {point}";
            if (level.FindGroup($"{TimePoint} {point}") is { } channels && ReadChannels(channels, number, ref at) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private string? ReadChannels(Hdf5Group point, int level, ref string at)
    {
        var where = at;
        var channels = Numbers(point, Channel);
        var known = _channels;
        _channels = Math.Max(known ?? 0, channels.Count);
        if (Missing(channels, _channels.Value, Channel) is { } gap)
        {
            return $"{gap} is missing in {where}.";
        }

        if (known is not null && channels.Count > known)
        {
            return $"{Channel} {known} is missing in {Level} 0, {TimePoint} 0.";
        }

        for (var channel = 0; channel < channels.Count; channel++)
        {
            at = $"{where}, {Channel} {channel}";
            if (point.FindGroup($"{Channel} {channel}")?.Find(Data) is not { } header)
            {
                return $"The dataset of {at} is missing.";
            }

            if (Judge(Hdf5Dataset.Read(header), level) is { } fault)
            {
                return $"The dataset of {at} {fault}.";
            }
        }

        return null;
    }

    private string? Judge(Hdf5Dataset dataset, int level)
    {
        if (dataset.Size.Count != Dimensions || dataset.Size.Any(size => size is 0 or > int.MaxValue))
        {
            return $"has the size {string.Join(" × ", dataset.Size)}, which is no image";
        }

        _first ??= dataset;
        if (level == 0 && _info.IsLargerThan(dataset.Size))
        {
            return $"is smaller than the image: {string.Join(" × ", dataset.Size.Reverse())} pixels";
        }

        if (dataset.Storage != Hdf5Storage.Compact && dataset.Address is null)
        {
            return "was never written";
        }

        return readsChunks ? Prove(dataset) : null;
    }

    private string? Prove(Hdf5Dataset dataset)
    {
        if (dataset.Storage != Hdf5Storage.Chunked)
        {
            return null;
        }

        if (Hdf5FirstChunk.Find(dataset) is not { } chunk)
        {
            return "was never written: the index of its chunks is empty";
        }

        chunk.Prove(dataset);
        _chunks++;
        return null;
    }

    private long? Size(int dimension) => (long?)_first?.Size[dimension];

    private static SortedSet<int> Numbers(Hdf5Group group, string kind)
    {
        var numbers = new SortedSet<int>();
        foreach (var name in group.Names)
        {
            if (name.StartsWith(kind + " ", StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(kind.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    private static string? Missing(SortedSet<int> numbers, int count, string kind)
    {
        for (var number = 0; number < Math.Max(1, count); number++)
        {
            if (!numbers.Contains(number))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{kind} {number}");
            }
        }

        return null;
    }
}
