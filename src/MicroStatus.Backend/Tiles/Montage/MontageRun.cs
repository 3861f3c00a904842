using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Makes the files of one montage: channel after channel is read, while the picture of the one before is written.</summary>
internal sealed class MontageRun : IDisposable
{
    private readonly MontageRequest _request;
    private readonly TileSurvey _survey;
    private readonly MontageFiles _files;
    private readonly IProgress<double>? _progress;
    private readonly List<ChannelRun> _channels;
    private readonly List<Preview> _previews = [];

    /// <summary>Prepares it.</summary>
    /// <param name="request">The montage.</param>
    /// <param name="survey">What the heads of its images tell.</param>
    /// <param name="files">Where its files are made.</param>
    /// <param name="progress">Hears of the share that is done, or null.</param>
    public MontageRun(MontageRequest request, TileSurvey survey, MontageFiles files, IProgress<double>? progress)
    {
        (_request, _survey, _files, _progress) = (request, survey, files, progress);
        _channels = [.. request.Channels.Select(channel => new ChannelRun(request, survey, channel))];
    }

    private double? PreviewPixelSize => _request.PixelSize * _request.Downscale;

    /// <summary>Makes all files, under their hidden names.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What is made.</returns>
    /// <exception cref="StatusException"><c>MontageWithoutTiles</c>: no image could be read.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<TileMontage> Make(CancellationToken cancellationToken)
    {
        var made = new List<TileMontage>(_channels.Count + 1);
        using var work = new JointWork(cancellationToken);
        work.Run(() =>
        {
            foreach (var channel in _channels)
            {
                made.Add(MakeChannel(channel, work));
            }

            if (!_channels.Exists(channel => channel.HasImage))
            {
                throw TileSurvey.WithoutTiles(_request, _channels.SelectMany(channel => channel.Missing).FirstOrDefault());
            }

            if (_request.Color)
            {
                made.Add(MakeColor(work.Token));
            }
        });
        work.Join();
        return made;
    }

    /// <inheritdoc/>
    public void Dispose() => _previews.ForEach(preview => preview.Dispose());

    private TileMontage MakeChannel(ChannelRun channel, JointWork work)
    {
        var label = channel.Channel.Label;
        var tiff = _request.WritesTiff ? _files.Add($"{_request.Name}_{label}.tif") : default;
        var picture = _files.Add($"{_request.Name}_{label}_preview.png");
        var preview = new Preview(_request.Folder, Smaller(channel.Width), Smaller(channel.Height));
        _previews.Add(preview);
        var before = _previews.Count - 1;
        var row = 0;
        channel.Run(tiff.Temporary, preview, () => _progress?.Report((before + ((double)++row / _request.Rows)) / _channels.Count), work.Token);
        preview.Stretch(_request.LowPercentile, _request.HighPercentile, work.Token);
        work.Start(() => PreviewPictures.WriteGrey(preview, picture.Temporary, PreviewPixelSize, work.Token));
        return Describe(channel, picture.Path) with
        {
            Channel = channel.Channel.Channel,
            Shutter = channel.Channel.Shutter,
            Rotation = channel.Channel.Rotation,
            Path = tiff.Path,
            Black = preview.Black,
            White = preview.White,
            Missing = channel.Missing,
        };
    }

    private TileMontage MakeColor(CancellationToken cancellationToken)
    {
        var picture = _files.Add($"{_request.Name}_color_preview.png");
        var colors = EmissionColors.Of([.. _request.Channels.Select(channel => channel.Channel)]);
        PreviewPictures.WriteColor(_previews, colors, picture.Temporary, PreviewPixelSize, cancellationToken);
        return Describe(_channels[0], picture.Path) with
        {
            Channel = TileMontage.ColorChannel,
            Missing = [.. _channels.SelectMany(channel => channel.Missing.Select(place => $"{channel.Channel.Label}, {place}"))],
        };
    }

    private TileMontage Describe(ChannelRun channel, string picture) => new()
    {
        Id = _request.Id,
        Name = _request.Name,
        Rows = _request.Rows,
        Columns = _request.Columns,
        Width = channel.Width,
        Height = channel.Height,
        Type = _survey.Type.Name,
        PreviewPath = picture,
        PreviewPixelSize = PreviewPixelSize,
    };

    private int Smaller(long pixels) => (int)((pixels + _request.Downscale - 1) / _request.Downscale);
}
