namespace MicroStatus.Datasets;

/// <summary>Completes names of principal investigators.</summary>
public sealed class PiCompleter : DatasetCompleter
{
    /// <inheritdoc/>
    protected override DatasetFilter Filter(string pattern) => new() { Pis = [pattern] };

    /// <inheritdoc/>
    protected override string? ValueOf(Dataset dataset) => dataset.Pi;
}
