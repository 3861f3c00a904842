using CsCheck;
using MicroStatus.Database;

namespace MicroStatus.Core.Tests.Database;

public sealed class BackupNameTests
{
    private const string Database = "/fast/Iana/datasets.db";

    [Theory]
    [InlineData("{Database}-{Date}.db", "datasets-2026-09-14.db")]
    [InlineData("{Date}_{Database}", "2026-09-14_datasets")]
    [InlineData("{Database}-{Date}-{Database}.{Date}.bak", "datasets-2026-09-14-datasets.2026-09-14.bak")]
    public void A_name_is_read_back(string pattern, string name)
    {
        var names = new BackupName(pattern, Database);
        Assert.Equal(name, names.Of(new DateOnly(2026, 9, 14)));
        Assert.Equal(new DateOnly(2026, 9, 14), names.DateOf(name));
    }

    [Theory]
    [InlineData("datasets-2026-02-30.db")] // no such day
    [InlineData("datasets-2026-9-14.db")]
    [InlineData("datasets-2026-09-14.db.bak")]
    [InlineData("datasets-2026-09-14.DB")]
    [InlineData("Datasets-2026-09-14.db")]
    [InlineData("my datasets-2026-09-14.db")]
    [InlineData("datasets-before-upgrade-2026-09-14_10-00-00.db")]
    [InlineData("datasets-2026-09-14_10-00-00.db")]
    [InlineData("datasets-replaced-2026-09-14_10-00-00.db")]
    [InlineData("datasets-2026-09-14.db-journal")]
    [InlineData("datasets-२०२६-०९-१४.db")]
    [InlineData("datasets-")]
    [InlineData("datasets.db")]
    [InlineData("")]
    public void Any_other_name_is_none(string name) => Assert.Null(new BackupName("{Database}-{Date}.db", Database).DateOf(name));

    [Fact]
    public void A_database_whose_name_looks_like_a_placeholder_keeps_its_name()
    {
        var names = new BackupName("{Database}-{Date}.db", "/x/a{Date}b.db");
        Assert.Equal("a{Date}b-2026-09-14.db", names.Of(new DateOnly(2026, 9, 14)));
        Assert.Equal(new DateOnly(2026, 9, 14), names.DateOf("a{Date}b-2026-09-14.db"));
    }

    [Fact]
    public void Whatever_is_read_as_a_day_is_the_name_of_that_day() => Gen.Char["datses-0123456789.b"].Array[0, 30].Sample(characters =>
    {
        var names = new BackupName("{Database}-{Date}.db", Database);
        var name = new string(characters);
        return names.DateOf(name) is not { } date || names.Of(date) == name;
    });
}
