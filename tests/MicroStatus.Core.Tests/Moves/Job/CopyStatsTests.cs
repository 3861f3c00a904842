using CsCheck;
using MicroStatus.Moves.Job;

namespace MicroStatus.Core.Tests.Moves.Job;

public class CopyStatsTests
{
    private const string Early = """{"level":"warning","msg":"…","stats":{"bytes":1000,"eta":60,"speed":100.5,"totalBytes":4000,"transferring":[{"name":"x","bytes":7}]},"time":"2026-09-14T12:00:00Z"}""";
    private const string Late = """{"level":"warning","msg":"…","stats":{"bytes":3000,"eta":10,"speed":200,"totalBytes":5000},"time":"2026-09-14T12:00:02Z"}""";
    private const string Other = """{"level":"error","msg":"{\"stats\":{\"bytes\":9}}","time":"2026-09-14T12:00:03Z"}""";

    private static readonly CopyStats First = new(1000, 4000, 100.5, TimeSpan.FromSeconds(60));
    private static readonly CopyStats Second = new(3000, 5000, 200, TimeSpan.FromSeconds(10));

    public static TheoryData<string, string, CopyStats?> Logs { get; } = new()
    {
        { "nothing", "", null },
        { "one line", Early + "\n", First },
        { "the newest counts", Early + "\n" + Late + "\n", Second },
        { "a line of another kind follows", Late + "\n" + Other + "\n", Second },
        { "the last line is torn", Early + "\n" + Late[..60], First },
        { "the last line has no end yet", Early + "\n" + Late, Second },
        { "the log's end begins within a line", Early[50..] + "\n" + Late + "\n", Second },
        { "only torn lines", Early[50..] + "\n" + Late[..60], null },
        { "no JSON", "2026/09/14 ERROR : x: failed\n\n\n", null },
        { "an array", "[1,2]\n", null },
        { "stats that are none", """{"stats":7}""" + "\n" + """{"stats":null}""" + "\n", null },
        { "stats without bytes", """{"stats":{"totalBytes":7}}""", null },
        { "stats of text", """{"stats":{"bytes":"1","totalBytes":"2"}}""", null },
        { "negative", """{"stats":{"bytes":-1,"totalBytes":2}}""", null },
        { "beyond every disk", """{"stats":{"bytes":1e300,"totalBytes":2}}""", null },
        { "no estimate", """{"stats":{"bytes":1,"totalBytes":2,"speed":0,"eta":null}}""", new CopyStats(1, 2, 0, null) },
        { "an estimate of centuries", """{"stats":{"bytes":1,"totalBytes":2,"speed":0.1,"eta":9223372036}}""", new CopyStats(1, 2, 0.1, null) },
        { "neither speed nor estimate", """{"stats":{"bytes":1,"totalBytes":2}}""", new CopyStats(1, 2, 0, null) },
        { "lines of Windows", Late + "\r\n", Second },
    };

    [Theory]
    [MemberData(nameof(Logs))]
    public void The_newest_whole_line_that_tells_is_read(string what, string log, CopyStats? expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, CopyStats.ReadNewest(log));
    }

    [Fact]
    public void No_text_is_too_odd() =>
        Gen.Select(Gen.String, Gen.Int[0, Late.Length], Gen.String).Sample((before, cut, after) =>
        {
            var stats = CopyStats.ReadNewest(before + "\n" + Late[..cut] + after);
            Assert.True(stats is null or { BytesDone: >= 0, BytesTotal: >= 0 });
        });
}
