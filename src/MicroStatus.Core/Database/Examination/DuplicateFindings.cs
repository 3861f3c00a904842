using System.Globalization;
using MicroStatus.Datasets;

namespace MicroStatus.Database.Examination;

/// <summary>Gathers rows by folder, and tells which share one. A folder whose earlier dataset was moved may be used again.</summary>
public sealed class DuplicateFindings
{
    private readonly Dictionary<string, Rows> _rows = new(StringComparer.Ordinal);

    /// <summary>Takes note of a row.</summary>
    /// <param name="row">The row.</param>
    public void Add(Dataset row)
    {
        var path = (row.Moved ? row.PathOnHive : row.Path)?.TrimEnd('/');
        if (string.IsNullOrWhiteSpace(path))
        {
            return;
        }

        if (!_rows.TryGetValue(path, out var rows))
        {
            _rows.Add(path, new Rows(row.Id, row.Name));
        }
        else
        {
            (rows.Others ??= []).Add(row.Id);
        }
    }

    /// <summary>The folders that several rows share.</summary>
    /// <returns>The findings.</returns>
    public IEnumerable<ExaminedFinding> All()
    {
        foreach (var (path, rows) in _rows)
        {
            if (rows.Others is not { } others)
            {
                continue;
            }

            IReadOnlyList<long> ids = [rows.First, .. others];
            yield return new ExaminedFinding(new DatabaseFinding
            {
                Severity = FindingSeverity.Warning,
                Check = DatabaseCheck.Duplicate,
                Id = ids,
                Subject = rows.Name,
                Text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Rows {string.Join(", ", ids)} name the same folder, '{path}'. Status checks keep row {rows.First} up to date; see what the others have that it lacks before they are removed."),
                Repair = RowCommand.Remove(others),
            });
        }
    }

    // Small: there is one for each row of a large database.
    private sealed class Rows(long first, string name)
    {
        public long First => first;

        public string Name => name;

        public List<long>? Others { get; set; }
    }
}
