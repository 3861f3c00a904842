using System.Globalization;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

/// <summary>Reading the history. Entries are named by their number; hours are those of the first day.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly DatabaseLab _lab = new();

    public HistoryTests()
    {
        _lab.Files.Create();
        _lab.Sql($"""
            INSERT INTO dataset_event (event_id, time, dataset_id, name, kind) VALUES
                (1, '{Hour(0)}', 1, 'a_stack1', 'registered'),
                (2, '{Hour(1)}', 2, 'Müller_stack1', 'registered'),
                (3, '{Hour(5)}', 1, 'a_stack1', 'edited'),
                (4, '{Hour(3)}', 1, 'a_stack1', 'imaging'),
                (5, '{Hour(3)}', 2, 'Mu' || char(0x308) || 'ller_stack1', 'attention'),
                (6, '{Hour(3)}', 1, 'b_stack1', 'renamed'),
                (7, '{Hour(9)}', 3, 'c_stack1', 'registered'),
                (8, '{Hour(9)}', NULL, 'store', 'monitor')
            """);
    }

    public static TheoryData<DatasetEventFilter, long[]> Filters => new()
    {
        { new DatasetEventFilter(), [1, 2, 4, 5, 6, 3, 7, 8] },
        { new DatasetEventFilter { Ids = [1] }, [1, 4, 6, 3] },
        { new DatasetEventFilter { Ids = [2, 1, 99] }, [1, 2, 4, 5, 6, 3] },
        { new DatasetEventFilter { Names = ["A_STACK1"] }, [1, 4, 3] },
        { new DatasetEventFilter { Names = ["müller_stack1"] }, [2, 5] },
        { new DatasetEventFilter { Names = ["m*", "c_stack1"] }, [2, 5, 7] },
        { new DatasetEventFilter { Names = ["nobody", "x*"] }, [] },
        { new DatasetEventFilter { Since = At(3) }, [4, 5, 6, 3, 7, 8] },
        { new DatasetEventFilter { Since = At(3).AddTicks(1) }, [3, 7, 8] },
        { new DatasetEventFilter { Since = DateTimeOffset.MaxValue }, [] },
        { new DatasetEventFilter { Since = DateTimeOffset.MinValue, Kinds = ["reg*"] }, [1, 2, 7] },
        { new DatasetEventFilter { Ids = [1], Since = At(3), Kinds = ["edited", "imaging"] }, [4, 3] },
        { new DatasetEventFilter { Names = ["m*"], Since = At(2) }, [5] },
        { new DatasetEventFilter { Last = 1 }, [8] },
        { new DatasetEventFilter { Last = 3 }, [3, 7, 8] },
        { new DatasetEventFilter { Last = 5 }, [5, 6, 3, 7, 8] },
        { new DatasetEventFilter { Last = 8 }, [1, 2, 4, 5, 6, 3, 7, 8] },
        { new DatasetEventFilter { Last = int.MaxValue }, [1, 2, 4, 5, 6, 3, 7, 8] },
        { new DatasetEventFilter { Last = 2, Ids = [1] }, [6, 3] },
        { new DatasetEventFilter { Last = 2, Names = ["*_stack1"], Kinds = ["registered"] }, [2, 7] },
        { new DatasetEventFilter { Last = 3, Since = At(6) }, [7, 8] },
        { new DatasetEventFilter { Last = 3, Kinds = ["restored"] }, [] },
    };

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(Filters))]
    public void Entries_come_oldest_first_and_those_of_one_moment_as_they_were_written(DatasetEventFilter filter, long[] expected)
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        Assert.Equal(expected, Ids(database, filter));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void A_long_history_comes_whole_and_once_however_many_entries_share_a_moment(int sharing)
    {
        const int Entries = 20_000;
        _lab.Sql($"""
            DELETE FROM dataset_event;
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Entries})
            INSERT INTO dataset_event (event_id, time, dataset_id, name, kind)
            SELECT i, strftime('%Y-%m-%dT%H:%M:%S.0000000Z', '2026-09-14', '+' || (i / {sharing}) || ' seconds'), i % 3, 'n' || (i % 3), 'imaging' FROM n
            """);
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        var all = Enumerable.Range(1, Entries).Select(i => (long)i).ToList();
        Assert.Equal(all, Ids(database, new DatasetEventFilter()));
        Assert.Equal(all, Ids(database, new DatasetEventFilter { Ids = [0, 1, 2] }));
        Assert.Equal(all, Ids(database, new DatasetEventFilter { Ids = [.. Enumerable.Range(0, 5000).Select(i => (long)i)] }));
        Assert.Equal(all, Ids(database, new DatasetEventFilter { Names = ["n?"] }));
        Assert.Equal(all.Where(i => i % 3 == 1), Ids(database, new DatasetEventFilter { Names = ["n1"] }));
        Assert.Equal(all.TakeLast(4500), Ids(database, new DatasetEventFilter { Last = 4500 }));
    }

    [Fact]
    public void What_is_written_while_the_last_ones_are_read_makes_them_no_more()
    {
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        using var entries = database.FindEvents(new DatasetEventFilter { Last = 3 }, DatabaseLab.Cancellation).GetEnumerator();
        Assert.True(entries.MoveNext());
        _lab.Sql($"INSERT INTO dataset_event (time, name, kind) VALUES ('{Hour(10)}', 'new', 'imaging'), ('{Hour(11)}', 'new', 'imaging')");
        Assert.True(entries.MoveNext());
        Assert.True(entries.MoveNext());
        Assert.False(entries.MoveNext());
    }

    private static IEnumerable<long> Ids(IDatasetDatabase database, DatasetEventFilter filter) =>
        database.FindEvents(filter, DatabaseLab.Cancellation).Select(entry => entry.EventId);

    private static DateTimeOffset At(int hour) => new(2026, 9, 14, hour, 0, 0, TimeSpan.Zero);

    private static string Hour(int hour) => At(hour).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
