namespace MicroStatus.Datasets;

/// <summary>Completes names of datasets.</summary>
public sealed class DatasetNameCompleter : DatasetCompleter
{
    /// <inheritdoc/>
    protected override DatasetFilter Filter(string pattern) => new() { Names = [pattern] };

    /// <inheritdoc/>
    protected override string? ValueOf(Dataset dataset) => dataset.Name;
}
