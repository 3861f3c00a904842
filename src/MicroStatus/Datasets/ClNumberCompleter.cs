namespace MicroStatus.Datasets;

/// <summary>Completes CL numbers.</summary>
public sealed class ClNumberCompleter : DatasetCompleter
{
    /// <inheritdoc/>
    protected override DatasetFilter Filter(string pattern) => new() { ClNumbers = [pattern] };

    /// <inheritdoc/>
    protected override string? ValueOf(Dataset dataset) => dataset.ClNumber;
}
