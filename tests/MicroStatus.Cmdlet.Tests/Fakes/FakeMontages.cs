using MicroStatus.Tiles.Montage;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Remembers what is to be made, and makes nothing.</summary>
public sealed class FakeMontages : IMontages
{
    public IList<MontageRequest> Requests { get; } = [];

    /// <summary>Thrown for a dataset of this name when set.</summary>
    public (string Name, Exception Fault)? Failure { get; set; }

    public IReadOnlyList<TileMontage> Make(MontageRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        if (Failure is { } failure && failure.Name == request.Name)
        {
            throw failure.Fault;
        }

        progress?.Report(0.5);
        var channels = request.Channels.Select(channel => channel.Channel);
        return [.. (request.Color ? channels.Append("color") : channels).Select(channel => Made(request, channel))];
    }

    private static TileMontage Made(MontageRequest request, string? channel) => new()
    {
        Id = request.Id,
        Name = request.Name,
        Channel = channel,
        Rows = request.Rows,
        Columns = request.Columns,
        Width = 1,
        Height = 1,
        Type = "uint16",
        PreviewPath = Path.Join(request.Folder, $"{request.Name}_{channel}_preview.png"),
    };
}
