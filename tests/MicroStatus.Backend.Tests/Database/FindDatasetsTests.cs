using System.Diagnostics;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

public sealed class FindDatasetsTests : IDisposable
{
    private readonly DatabaseLab _lab = new();

    public FindDatasetsTests()
    {
        _lab.Files.Create();
        _lab.Sql("""
            INSERT INTO pi (id, name) VALUES (1, 'Müller'), (2, 'O''Brien'), (3, 'klimstra-w');
            INSERT INTO clnumber (id, name) VALUES (1, '5CL18'), (2, '12CL3');
            INSERT INTO dataset (id, name, pi, cl_number, modality, imaging_status, processing_status, path_on_fast_store, moved, created) VALUES
                (1, 'Alpha_stack1', 1, 1, 'rscm', 'in_progress', 'not_started', '/fast/1', 0, '2026-09-14_10-00-00'),
                (2, 'beta[1]_stack2', 2, 1, 'rscm', 'finished', 'stitched', '/fast/2', 0, '2026-09-15_10-00-00'),
                (3, 'KC34_Größe', 3, 2, 'mesospim', 'finished', 'finished', '/fast/3', 1, '2026-09-16_10-00-00'),
                (4, 'damaged', NULL, 2, 'mesospim', '0', 'stitched', '/fast/4', NULL, NULL),
                (5, 'gone', NULL, NULL, 'mesospim', 'finished', 'oops', '', 0, 'not a time'),
                (6, 'calm', 3, 2, 'MesoSPIM', 'finished', 'built_ims', '/fast/6', 'no', '2026-09-14_09-59-59');
            """);
    }

    public static TheoryData<DatasetFilter, long[]> Filters => new()
    {
        { new DatasetFilter(), [1, 2, 3, 4, 5, 6] },
        { new DatasetFilter { Ids = [6, 2, 99] }, [2, 6] },
        { new DatasetFilter { Names = ["alpha_STACK1"] }, [1] },
        { new DatasetFilter { Names = ["*stack?"] }, [1, 2] },
        { new DatasetFilter { Names = ["kc34_grÖSSE", "kc34_GRÖßE"] }, [3] },
        { new DatasetFilter { Names = ["[a-b]*"] }, [1, 2] },
        { new DatasetFilter { Names = ["beta`[1`]_stack2"] }, [2] },
        { new DatasetFilter { Names = ["beta[1]_stack2"] }, [] },
        { new DatasetFilter { Names = ["gone", "calm"] }, [5, 6] },
        { new DatasetFilter { Names = ["' OR 1=1 --"] }, [] },
        { new DatasetFilter { Pis = ["mÜLLER"] }, [1] },
        { new DatasetFilter { Pis = ["mu\u0308ller"] }, [1] },
        { new DatasetFilter { Pis = ["o'*"] }, [2] },
        { new DatasetFilter { Pis = ["klimstra-w", "Müller"] }, [1, 3, 6] },
        { new DatasetFilter { ClNumbers = ["5cl18"] }, [1, 2] },
        { new DatasetFilter { ClNumbers = ["*CL3"], Names = ["calm"] }, [6] },
        { new DatasetFilter { Modalities = ["mesospim"] }, [3, 4, 5, 6] },
        { new DatasetFilter { ImagingStatuses = [ImagingStatus.InProgress] }, [1] },
        { new DatasetFilter { ImagingStatuses = [ImagingStatus.NeedsAttention] }, [4] },
        { new DatasetFilter { ProcessingStatuses = [ProcessingStatus.Stitched, ProcessingStatus.NeedsAttention] }, [2, 4, 5] },
        { new DatasetFilter { NeedsAttention = true }, [4, 5] },
        { new DatasetFilter { NeedsAttention = false }, [1, 2, 3, 6] },
        { new DatasetFilter { OnFastStore = true }, [1, 2, 4, 6] },
        { new DatasetFilter { OnFastStore = false }, [3, 5] },
        { new DatasetFilter { Since = DatabaseLab.Start }, [1, 2, 3] },
        { new DatasetFilter { Since = DatabaseLab.Start.AddTicks(1) }, [2, 3] },
        { new DatasetFilter { Since = DateTimeOffset.MinValue }, [1, 2, 3, 6] },
    };

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(Filters))]
    public void Filters_let_through_what_they_say(DatasetFilter filter, long[] ids)
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        Assert.Equal(ids, database.FindDatasets(filter, DatabaseLab.Cancellation).Select(dataset => dataset.Id));
    }

    [Fact]
    public void More_ids_and_names_than_SQL_takes_as_parameters_are_no_trouble()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        var filter = new DatasetFilter
        {
            Ids = [.. Enumerable.Range(1, 100_000).Select(i => (long)i)],
            Names = [.. Enumerable.Range(1, 2000).Select(i => $"name{i}"), "calm"],
        };
        Assert.Equal([6L], database.FindDatasets(filter, DatabaseLab.Cancellation).Select(dataset => dataset.Id));
    }

    [Theory]
    [InlineData("WHERE d.name COLLATE NOCASE IN ('calm')", "microstatus_dataset_name")]
    [InlineData("WHERE d.path_on_fast_store = '/fast/1'", "microstatus_dataset_path")]
    public void Plain_names_and_paths_are_found_by_an_index(string condition, string index)
    {
        var plan = string.Join(' ', _lab.Rows($"EXPLAIN QUERY PLAN SELECT * FROM dataset d {condition} AND d.id > 0 ORDER BY d.id LIMIT 32"));
        Assert.Contains(index, plan, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_reader_keeps_no_writer_waiting()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        using var reading = database.FindDatasets(new DatasetFilter(), DatabaseLab.Cancellation).GetEnumerator();
        Assert.True(reading.MoveNext());
        _lab.Sql("BEGIN EXCLUSIVE; UPDATE dataset SET paused = 1; COMMIT");
        Assert.True(reading.MoveNext());
    }

    [Fact]
    public void Two_streams_with_wildcards_do_not_disturb_each_other()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        var outer = database.FindDatasets(new DatasetFilter { Names = ["*a*"] }, DatabaseLab.Cancellation).Select(dataset =>
            database.FindDatasets(new DatasetFilter { Names = [dataset.Name[..1] + "*"] }, DatabaseLab.Cancellation).First().Id == dataset.Id);
        Assert.All(outer, Assert.True);
    }

    [Fact]
    public void A_hundred_thousand_rows_come_in_a_stream_and_soon()
    {
        _lab.Sql("""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99994)
            INSERT INTO dataset (name, pi, cl_number, modality, imaging_status, processing_status, path_on_fast_store, created, ribbons_total, ribbons_finished)
            SELECT 'dataset' || i, 1 + i % 3, 1 + i % 2, 'rscm', 'in_progress', 'not_started', '/fast/Acquire/RSCM/pi/5CL18/dataset' || i, '2026-09-14_10-00-00', 24000, i % 24000 FROM n;
            """);
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        _ = database.FindDatasets(new DatasetFilter { Ids = [1] }, DatabaseLab.Cancellation).Count();
        var clock = Stopwatch.StartNew();
        using var stream = database.FindDatasets(new DatasetFilter(), DatabaseLab.Cancellation).GetEnumerator();
        Assert.True(stream.MoveNext());
        var first = clock.Elapsed;
        var rows = 1;
        while (stream.MoveNext())
        {
            rows++;
        }

        TestContext.Current.SendDiagnosticMessage($"first row after {first.TotalMilliseconds:0.0} ms, {rows} rows after {clock.Elapsed.TotalMilliseconds:0} ms");
        Assert.Equal(100_000, rows);

        // Generous for a busy machine; the measured figures are a fraction of these.
        Assert.InRange(first, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Events_are_found_by_dataset_name_kind_and_time()
    {
        _lab.Sql("""
            INSERT INTO dataset_event (time, dataset_id, name, kind) VALUES
                ('2026-09-14T14:00:00.0000000Z', 1, 'Alpha_stack1', 'registered'),
                ('2026-09-14T15:00:00.0000000Z', 1, 'Alpha_stack1', 'imaging'),
                ('2026-09-14T16:00:00.0000000Z', 2, 'beta', 'attention');
            """);
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        Assert.Equal([1L, 2L, 3L], Events(new DatasetEventFilter()));
        Assert.Equal([1L, 2L], Events(new DatasetEventFilter { Ids = [1] }));
        Assert.Equal([3L], Events(new DatasetEventFilter { Names = ["B*"] }));
        Assert.Equal([2L, 3L], Events(new DatasetEventFilter { Kinds = ["im*", "ATTENTION"] }));
        Assert.Equal([2L, 3L], Events(new DatasetEventFilter { Since = DatabaseLab.Start.AddMinutes(30) }));

        IEnumerable<long> Events(DatasetEventFilter filter) => database.FindEvents(filter, DatabaseLab.Cancellation).Select(entry => entry.EventId);
    }
}
