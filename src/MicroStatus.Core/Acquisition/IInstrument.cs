using MicroStatus.Tiles;

namespace MicroStatus.Acquisition;

/// <summary>The seam behind which an instrument stands: how its datasets are recognised and what their files prove.</summary>
/// <remarks>A further instrument is one class of this kind, registered in one line.</remarks>
public interface IInstrument
{
    /// <summary>The modality's name as stored, for example <c>rscm</c>.</summary>
    string Modality { get; }

    /// <summary>The folder below <c>Acquire</c> that holds this instrument's datasets, for example <c>RSCM</c>.</summary>
    string Folder { get; }

    /// <summary>The word for one unit of progress, for example <c>ribbon</c>.</summary>
    string Unit { get; }

    /// <summary>Its tiles have maximum projections, of which a montage is made when imaging has finished.</summary>
    bool HasProjections => false;

    /// <summary>How long nothing may have changed before imaging counts as finished.</summary>
    TimeSpan QuietTime { get; }

    /// <summary>How long imaging may show no progress before a person is needed.</summary>
    TimeSpan ProgressTimeout { get; }

    /// <summary>Whether a folder that is no dataset may hold some; false for folders of the instrument's own data.</summary>
    /// <param name="name">The folder's name.</param>
    /// <returns>True when it is worth a visit.</returns>
    bool MayHoldDatasets(string name);

    /// <summary>Whether a folder is a dataset of this instrument, from names alone.</summary>
    /// <param name="name">The folder's name.</param>
    /// <param name="entries">What is in it.</param>
    /// <returns>True when it is a dataset; its inside is then never searched for further ones.</returns>
    bool IsDataset(string name, IReadOnlyList<FolderEntry> entries);

    /// <summary>Looks at a dataset's files, as far as they changed since the last look.</summary>
    /// <param name="request">What to look at, and what is remembered.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What the files prove now.</returns>
    /// <exception cref="DirectoryNotFoundException">The dataset's folder vanished.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    ImagingObservation Observe(ObservationRequest request, CancellationToken cancellationToken);

    /// <summary>Lists the tiles of a dataset: names, metadata and sizes, not what is in the images.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="now">The moment of the look: what changed just now is still being imaged.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>Its tile sets, in order; none when it has no image and no metadata of one.</returns>
    /// <exception cref="DirectoryNotFoundException">The dataset's folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    IReadOnlyList<TileSet> ReadTiles(string path, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Which tile a single image file is, by its name and those of the folders around it.</summary>
    /// <param name="path">The file; nothing needs to be there.</param>
    /// <returns>The tile, with what names tell; null when it is not named as this instrument names tiles.</returns>
    Tile? NameTile(string path);

    /// <summary>How many bytes one unit of a dataset takes: a ribbon, or a tile, by those that are there. Costs a few metadata calls at most.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="memory">What this instrument remembered of its last look.</param>
    /// <returns>Bytes; null when nothing is there to tell.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">A folder vanished, or any other fault of the file system.</exception>
    long? MeasureUnit(string path, byte[] memory);
}
