using System.Globalization;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>The base of cmdlets that are told datasets by id or name: each that is there, and an error for each that is not.</summary>
public abstract class DatasetSelectCommand : DatasetReadCommand
{
    /// <summary>Finds the wanted datasets; afterwards, ids and plain names that found nothing are reported.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    protected IEnumerable<Dataset> Select(DatasetFilter filter, CancellationToken cancellationToken)
    {
        var missingIds = new HashSet<long>(filter.Ids);
        var missingNames = filter.Names.Where(IsPlain).ToList();
        foreach (var dataset in OpenDatabase(cancellationToken).FindDatasets(filter, cancellationToken))
        {
            missingIds.Remove(dataset.Id);
            missingNames.RemoveAll(name => IsSameName(name, dataset.Name));
            yield return dataset;
        }

        var isFiltered = (filter with { Ids = [], Names = [] }) != new DatasetFilter();
        foreach (var id in filter.Ids)
        {
            if (missingIds.Remove(id))
            {
                ReportNotFound(string.Create(CultureInfo.InvariantCulture, $"id {id}"), id, isFiltered);
            }
        }

        missingNames.ForEach(name => ReportNotFound($"the name '{name}'", name, isFiltered));
    }

    /// <summary>A dataset, for a person.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>For example <c>#12 8257_stack1</c>.</returns>
    protected static string Show(Dataset row) => string.Create(CultureInfo.InvariantCulture, $"#{row.Id} {DisplayText.Of(row.Name)}");

    /// <summary>Does something with each dataset: one that fails is reported, and the next one is handled.</summary>
    /// <param name="rows">The datasets.</param>
    /// <param name="act">What to do.</param>
    /// <returns>When done.</returns>
    protected async Task ForEachAsync(IEnumerable<Dataset> rows, Func<Dataset, Task> act)
    {
        foreach (var row in rows)
        {
            try
            {
                await act(row);
            }
            catch (Exception e) when (IsOfOneItem(e))
            {
                Report(e, row.Id);
            }
        }
    }
}
