using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Makes montages with libvips.</summary>
public sealed class VipsMontages : IMontages
{
    /// <inheritdoc/>
    public IReadOnlyList<TileMontage> Make(MontageRequest request, IProgress<double>? progress, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
