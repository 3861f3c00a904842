using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>The rows on FastStore by folder.</summary>
public static class DatasetRows
{
    /// <summary>Reads them. Duplicate paths exist: the oldest row is the one that is kept up to date.</summary>
    /// <param name="database">The database.</param>
    /// <param name="report">Hears of rows that name a folder again, and of what could not be interpreted; null: nobody.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Rows by folder, without a final slash.</returns>
    public static IDictionary<string, Dataset> Read(IDatasetDatabase database, CheckReportBuilder? report, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, Dataset>(StringComparer.Ordinal);
        foreach (var row in database.FindDatasets(new DatasetFilter { OnFastStore = true }, cancellationToken))
        {
            foreach (var problem in row.RowProblems)
            {
                report?.Add(new CheckProblem(CheckStep.Acquisition, row.Id, row.Name, row.Path, $"Row {row.Id} ({row.Name}): {problem}", null));
            }

            var path = Path.TrimEndingDirectorySeparator(row.Path!);
            if (!rows.TryAdd(path, row with { Path = path }))
            {
                report?.Add(new CheckProblem(
                    CheckStep.Acquisition,
                    row.Id,
                    row.Name,
                    path,
                    FormattableString.Invariant($"Rows {rows[path].Id} and {row.Id} name the same folder; row {row.Id} is left as it is."),
                    null));
            }
        }

        return rows;
    }
}
