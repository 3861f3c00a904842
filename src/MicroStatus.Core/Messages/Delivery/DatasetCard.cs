using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Messages.Chat;
using MicroStatus.Storage;

namespace MicroStatus.Messages.Delivery;

/// <summary>A dataset's present state, as the first message of its thread shows it.</summary>
/// <param name="storage">The stores, for paths as Windows machines show them.</param>
public sealed class DatasetCard(StorageSettings storage)
{
    // A card that changed with every ribbon would be written anew with every check.
    private const int PercentSteps = 10;

    /// <summary>The facts of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The facts, those that are known.</returns>
    public IReadOnlyList<ChatFact> Of(Dataset dataset)
    {
        var facts = new List<ChatFact> { new("Imaging", Imaging(dataset)) };
        if (dataset.ProcessingStatus != ProcessingStatus.NotStarted)
        {
            facts.Add(new ChatFact("Processing", Words(StatusText.Of(dataset.ProcessingStatus))));
        }

        if (dataset.InstrumentId is { Length: > 0 } instrument)
        {
            facts.Add(new ChatFact("Microscope", instrument));
        }

        if (dataset.Pi is { Length: > 0 } pi)
        {
            facts.Add(new ChatFact("PI", pi));
        }

        var path = dataset.Moved && !string.IsNullOrEmpty(dataset.PathOnHive) ? dataset.PathOnHive : dataset.Path;
        if (!string.IsNullOrEmpty(path))
        {
            facts.Add(new ChatFact("Folder", WindowsPath.Of(path, storage), IsCode: true));
        }

        facts.AddRange(dataset.Attention.Select(reason => new ChatFact("Needs attention", reason)));
        return facts;
    }

    private static string Imaging(Dataset dataset)
    {
        var words = Words(StatusText.Of(dataset.ImagingStatus));
        return dataset.ImagingStatus == ImagingStatus.Finished || dataset.PercentImaged is not { } percent
            ? words
            : string.Create(CultureInfo.InvariantCulture, $"{words}, {Math.Floor(percent / PercentSteps) * PercentSteps:0} %");
    }

    private static string Words(string status) => status.Replace('_', ' ');
}
