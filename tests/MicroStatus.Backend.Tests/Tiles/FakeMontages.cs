using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>Writes small files in place of montages, as whole as real ones, and can be told to do something before.</summary>
internal sealed class FakeMontages : IMontages
{
    /// <summary>What was asked for.</summary>
    public List<MontageRequest> Requests { get; } = [];

    /// <summary>Runs before anything is written; may throw.</summary>
    public Action<MontageRequest>? Before { get; set; }

    public IReadOnlyList<TileMontage> Make(MontageRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Before?.Invoke(request);
        cancellationToken.ThrowIfCancellationRequested();
        Directory.CreateDirectory(request.Folder);
        var made = request.Channels.Select(channel => Written(request, channel.Label, channel.Channel) with
        {
            Shutter = channel.Shutter,
            Rotation = channel.Rotation,
            Missing = [.. channel.Tiles.Where(tile => tile.Path is null).Select(tile => $"{tile.Label}: not there")],
        });
        return request.Color ? [.. made, Written(request, "color", "color")] : [.. made];
    }

    private static TileMontage Written(MontageRequest request, string label, string? channel)
    {
        var preview = Path.Join(request.Folder, $"{request.Name}_{label}.png");
        File.WriteAllBytes(preview, [0x89, (byte)'P', (byte)'N', (byte)'G', .. label.Select(letter => (byte)letter)]);
        return new TileMontage
        {
            Id = request.Id,
            Name = request.Name,
            Channel = channel,
            Rows = request.Rows,
            Columns = request.Columns,
            Width = 40 * request.Columns,
            Height = 30 * request.Rows,
            Type = "uint16",
            PreviewPath = preview,
        };
    }
}
