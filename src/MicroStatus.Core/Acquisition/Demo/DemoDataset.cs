namespace MicroStatus.Acquisition.Demo;

/// <summary>One dataset of a demo lab.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Modality">The modality as stored: <c>rscm</c> or <c>mesospim</c>.</param>
/// <param name="Path">The dataset's folder.</param>
/// <param name="Purpose">What it shows, in a sentence.</param>
public sealed record DemoDataset(string Name, string Modality, string Path, string Purpose);
