using System.Globalization;

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
}
