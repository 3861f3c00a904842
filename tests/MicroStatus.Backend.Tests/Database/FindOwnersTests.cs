using System.Diagnostics;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

public sealed class FindOwnersTests : IDisposable
{
    private readonly DatabaseLab _lab = new();

    public FindOwnersTests()
    {
        _lab.Files.Create();
        _lab.Sql("""
            INSERT INTO pi (id, name, public_folder_name) VALUES (1, 'Müller', 'mueller-a'), (2, 'O''Brien', ''), (3, '', NULL), (7, 'Müller', NULL);
            INSERT INTO clnumber (id, name, pi) VALUES (1, '5CL18', 1), (2, '12CL3', 1), (3, '', NULL), (4, '6CL1', 99), (5, 'CL7', 7);
            INSERT INTO dataset (id, pi, cl_number, path_on_fast_store, moved) VALUES
                (1, 1, 1, '/fast/1', 0), (2, 1, 1, '/fast/2', 1), (3, 1, 2, '/fast/3', NULL), (4, 1, 1, '', 0), (5, 1, 1, NULL, 0),
                (6, 1, 1, x'2f66', 0), (7, 1, 1, '/fast/7', 'no'), (8, 1, 1, '/fast/8', '-1'), (9, 7, 5, '/fast/9', '1x'), (10, 99, 99, '/fast/10', 0),
                (11, NULL, NULL, '/fast/11', 0), (12, 3, 3, '/fast/12', '');
            """);
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Each_row_of_pi_comes_with_its_numbers_also_where_names_are_double_or_empty()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        Assert.Equal(
            [
                new PiSummary { Pi = "Müller", PiId = 1, PublicFolderName = "mueller-a", ClNumbers = 2, Datasets = 8, OnFastStore = 3 },
                new PiSummary { Pi = "O'Brien", PiId = 2 },
                new PiSummary { Pi = string.Empty, PiId = 3, Datasets = 1, OnFastStore = 1 },
                new PiSummary { Pi = "Müller", PiId = 7, ClNumbers = 1, Datasets = 1, OnFastStore = 1 },
            ],
            database.FindPis(new PiFilter(), DatabaseLab.Cancellation));
    }

    [Fact]
    public void Each_row_of_clnumber_comes_with_its_pi_and_its_numbers()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        Assert.Equal(
            [
                new ClNumberSummary { ClNumber = "5CL18", ClNumberId = 1, Pi = "Müller", Datasets = 7, OnFastStore = 2 },
                new ClNumberSummary { ClNumber = "12CL3", ClNumberId = 2, Pi = "Müller", Datasets = 1, OnFastStore = 1 },
                new ClNumberSummary { ClNumber = string.Empty, ClNumberId = 3, Datasets = 1, OnFastStore = 1 },
                new ClNumberSummary { ClNumber = "6CL1", ClNumberId = 4 },
                new ClNumberSummary { ClNumber = "CL7", ClNumberId = 5, Pi = "Müller", Datasets = 1, OnFastStore = 1 },
            ],
            database.FindClNumbers(new ClNumberFilter(), DatabaseLab.Cancellation));
    }

    [Fact]
    public void On_FastStore_is_counted_as_each_dataset_tells_it()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        foreach (var pi in database.FindPis(new PiFilter(), DatabaseLab.Cancellation))
        {
            var datasets = database.FindDatasets(new DatasetFilter { PiIds = [pi.PiId] }, DatabaseLab.Cancellation).ToList();
            Assert.Equal((pi.Datasets, pi.OnFastStore), (datasets.Count, datasets.Count(dataset => dataset.OnFastStore)));
        }

        foreach (var clNumber in database.FindClNumbers(new ClNumberFilter(), DatabaseLab.Cancellation))
        {
            var datasets = database.FindDatasets(new DatasetFilter { ClNumberIds = [clNumber.ClNumberId] }, DatabaseLab.Cancellation).ToList();
            Assert.Equal((clNumber.Datasets, clNumber.OnFastStore), (datasets.Count, datasets.Count(dataset => dataset.OnFastStore)));
        }
    }

    [Theory]
    [InlineData("mÜLLER", "1 7")]
    [InlineData("mu\u0308ller", "1 7")]
    [InlineData("o'*", "2")]
    [InlineData("*", "1 2 3 7")]
    [InlineData("nobody", "")]
    public void PIs_are_found_by_name(string pattern, string ids)
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        Assert.Equal(ids, string.Join(' ', database.FindPis(new PiFilter { Pis = [pattern] }, DatabaseLab.Cancellation).Select(pi => pi.PiId)));
    }

    [Fact]
    public void CL_numbers_are_found_by_number_and_by_pi()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        Assert.Equal([1L, 2L], Find(new ClNumberFilter { ClNumbers = ["5cl18", "12*"] }));
        Assert.Equal([1L, 2L, 5L], Find(new ClNumberFilter { Pis = ["müller"] }));
        Assert.Equal([5L], Find(new ClNumberFilter { PiIds = [7] }));
        Assert.Equal([2L], Find(new ClNumberFilter { PiIds = [1, 7], ClNumbers = ["12CL3"] }));

        IEnumerable<long> Find(ClNumberFilter filter) => database.FindClNumbers(filter, DatabaseLab.Cancellation).Select(clNumber => clNumber.ClNumberId);
    }

    [Fact]
    public void A_hundred_thousand_datasets_are_counted_soon()
    {
        _lab.Sql("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO clnumber (name, pi) SELECT 'many' || i, 1 FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
            INSERT INTO dataset (name, pi, cl_number, path_on_fast_store, imaging_summary) SELECT 'dataset' || i, 1 + i % 2, 6 + i % 3000, '/fast/many/' || i, hex(zeroblob(200)) FROM n;
            """);
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        var clock = Stopwatch.StartNew();
        Assert.Equal(50_008, database.FindPis(new PiFilter(), DatabaseLab.Cancellation).First().Datasets);
        var pis = clock.Elapsed;
        Assert.Equal(100_011, database.FindClNumbers(new ClNumberFilter(), DatabaseLab.Cancellation).Sum(clNumber => clNumber.Datasets));
        TestContext.Current.SendDiagnosticMessage($"PIs after {pis.TotalMilliseconds:0} ms, CL numbers after {(clock.Elapsed - pis).TotalMilliseconds:0} ms");

        // Generous for a busy machine; the measured figures are a fraction of this.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
