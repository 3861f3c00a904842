using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Lists what rows hold that cannot be interpreted, and what contradicts each other (lab.md §6).</summary>
/// <param name="connection">The database; it may be open for reading only, and of an older version.</param>
/// <param name="labTime">How times are written.</param>
internal sealed class RowProblemReader(LabConnection connection, LabTime labTime)
{
    /// <summary>Reads all rows.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The findings, in the order of the datasets; then those of other tables.</returns>
    public IReadOnlyList<RowProblem> Read(CancellationToken cancellationToken)
    {
        UpgradePreview.Add(connection);
        var query = new DatasetQuery(connection, new OwnMemory(connection, labTime), labTime);
        var problems = new List<RowProblem>();
        var paths = new Dictionary<string, List<Dataset>>(StringComparer.Ordinal);
        foreach (var dataset in query.Find(new DatasetFilter(), cancellationToken))
        {
            problems.AddRange(dataset.RowProblems.Select(problem => ProblemOf(dataset, problem)));

            // After a move the folder may belong to another dataset.
            if (dataset is { OnFastStore: true, Path: { } path })
            {
                if (!paths.TryGetValue(path, out var same))
                {
                    paths[path] = same = [];
                }

                same.Add(dataset);
            }
        }

        foreach (var same in paths.Values.Where(same => same.Count > 1))
        {
            problems.AddRange(same.Select(dataset => ProblemOf(dataset, SharedPath(dataset, same))));
        }

        return [.. problems.OrderBy(problem => problem.Id), .. DuplicateNames("pi"), .. DuplicateNames("clnumber")];
    }

    private static RowProblem ProblemOf(Dataset dataset, string problem) => new(dataset.Id, dataset.Name, dataset.Path, problem);

    private static string SharedPath(Dataset dataset, List<Dataset> same) =>
        $"path_on_fast_store: also the folder of {string.Join(", ", same.Where(other => other.Id != dataset.Id).Select(other => FormattableString.Invariant($"#{other.Id}")))}";

    private List<RowProblem> DuplicateNames(string table) => connection.Read(() =>
    {
        using var command = connection.Command(
            $"SELECT name, group_concat(id, ', ') FROM (SELECT name, id FROM {table} WHERE typeof(name) = 'text' ORDER BY id) GROUP BY name HAVING COUNT(*) > 1 ORDER BY MIN(id)");
        using var reader = command.ExecuteReader();
        var found = new List<RowProblem>();
        while (reader.Read())
        {
            found.Add(new RowProblem(Id: null, reader.GetString(0), Path: null, $"{table}: rows {reader.GetString(1)} have the same name"));
        }

        return found;
    });
}
