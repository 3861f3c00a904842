namespace MicroStatus.Tiles.Montage;

/// <summary>Makes montages. Memory is bounded by one row of tiles, whatever the number of rows.</summary>
public interface IMontages
{
    /// <summary>Makes a montage. Each file appears whole or not at all, in place of an earlier one of its name.</summary>
    /// <param name="request">What is to be made.</param>
    /// <param name="progress">Hears of the share that is done, 0 to 1; or null.</param>
    /// <param name="cancellationToken">Stops within a second; nothing half-made is left.</param>
    /// <returns>One for each channel, in their order, then the one in colour when it was asked for.</returns>
    /// <exception cref="StatusException"><c>MontageWithoutTiles</c>: no channel has an image that opens. <c>MontageTilesDiffer</c>: an image has another size or type than
    /// the others, or several planes; it is named. <c>MontageTypeUnsupported</c>: a type of pixels that no montage is made of. <c>MontageTooLarge</c>: more pixels than
    /// a picture or a row of tiles may have.
    /// <c>ModuleIncomplete</c>: libvips cannot be loaded.
    /// <c>MontageNotWritten</c>: the folder or a file cannot be written.</exception>
    IReadOnlyList<TileMontage> Make(MontageRequest request, IProgress<double>? progress, CancellationToken cancellationToken);
}
