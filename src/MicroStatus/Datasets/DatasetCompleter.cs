using System.Management.Automation;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Completes values that the lab's datasets have.</summary>
public abstract class DatasetCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected sealed override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word)
    {
        using var database = backend.DatabaseFiles(settings.Settings).Open(DatabaseAccess.ReadOnly, CancellationToken.None);
        foreach (var value in database.FindDatasets(Filter(WildcardPattern.Escape(word) + "*"), CancellationToken.None).Select(ValueOf))
        {
            if (!string.IsNullOrEmpty(value))
            {
                yield return value;
            }
        }
    }

    /// <summary>The datasets whose values are offered.</summary>
    /// <param name="pattern">What the value must match.</param>
    /// <returns>The filter.</returns>
    protected abstract DatasetFilter Filter(string pattern);

    /// <summary>The value of a dataset.</summary>
    /// <param name="dataset">A dataset.</param>
    /// <returns>The value; null or empty when it has none.</returns>
    protected abstract string? ValueOf(Dataset dataset);
}
