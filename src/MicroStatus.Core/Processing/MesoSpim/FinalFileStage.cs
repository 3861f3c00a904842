using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>The one Imaris file of an OME-Zarr dataset: nothing before it tells how far processing is (lab.md §4).</summary>
/// <param name="settings">The glob.</param>
/// <param name="products">Opens it.</param>
internal sealed class FinalFileStage(MesoSpimProcessingSettings settings, ImarisProducts products)
{
    /// <summary>Reads the stage.</summary>
    /// <param name="contents">What is listed.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>The reading, and the file when it opens.</returns>
    public (StageReading Reading, ProcessingResult? Result) Read(MesoSpimContents contents, CancellationToken cancellationToken)
    {
        var product = products.Newest(contents.ImarisFolder, contents.Imaris, settings.ZarrFinalFiles, cancellationToken);
        // Silence means nothing: hours of deconvolution and fusion leave no trace here.
        return product is not null
            ? ImarisProducts.Read(product, contents.Folder, Reading)
            : (Reading(StageState.Waiting, "The final Imaris file is not there yet; nothing tells how far it is.") with { IsPatient = true }, null);
    }

    private static StageReading Reading(StageState state, string why) => new()
    {
        Stage = StageKind.FinalFile,
        State = state,
        Why = why,
        StatusUntilDone = ProcessingStatus.InProgress,
        StatusWhenDone = ProcessingStatus.Finished,
    };
}
