using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests;

public class CommandTextTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("it\u2019s", "'it\u2019\u2019s'")]
    [InlineData("$(rm) `a", "'$(rm) `a'")]
    [InlineData("", "''")]
    public void A_text_becomes_one_argument_as_it_is(string text, string quoted) => Assert.Equal(quoted, CommandText.Quote(text));

    [Fact]
    public void Commands_name_the_row_and_quote_its_place()
    {
        Assert.Equal("Set-Dataset -Id 12 -PathOnHive '/h20/Acquire/RSCM/O''Brien/x' -Force", RowCommand.PathOnHive(12, "/h20/Acquire/RSCM/O'Brien/x"));
        Assert.Equal("Clear-DatasetDb -Id 3, 5", RowCommand.Remove(3, 5));
    }
}
