using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Core.Tests.Processing;

/// <summary>Commands of the lab are argument lists: what is filled in never becomes two arguments, nor another placeholder.</summary>
public class CommandLineTests
{
    private static readonly Dataset Row = new()
    {
        Id = 12,
        Name = "a {Pi} b",
        ClNumber = "5CL18",
        Path = "/CBI_FastStore/Acquire/MesoSPIM/O'Brien/a b",
        ResolutionXY = "0.650",
        ResolutionZ = "5.0",
    };

    [Theory]
    [InlineData("{DatasetPath}", "/CBI_FastStore/Acquire/MesoSPIM/O'Brien/a b")]
    [InlineData("--name={Name};{ClNumber}", "--name=a {Pi} b;5CL18")]
    [InlineData("{Id5}", "00012")]
    [InlineData("{ResolutionXY}x{ResolutionZ}", "0.650x5.0")]
    [InlineData("{Other} {} {a-b} {", "{Other} {} {a-b} {")]
    [InlineData("{JobFolder}/{Pi}", "/jobs $(x)/None")]
    public void Each_argument_is_filled_in_by_itself(string argument, string filled)
    {
        var more = new Dictionary<string, string> { ["JobFolder"] = "/jobs $(x)", ["Pi"] = "None" };
        Assert.Equal(["python", filled, "true"], CommandLine.Fill(["python", argument, "true"], Row, more));
    }

    [Fact]
    public void What_the_row_does_not_tell_is_named()
    {
        Assert.Equal(["Pi", "ResolutionZ"], CommandLine.Missing(["x", "{Pi}{ResolutionZ}", "{Pi} {Id5} {Other}"], Row with { ResolutionZ = "" }, null));
        Assert.Equal(["x", " 5.0"], CommandLine.Fill(["x", "{Pi} {ResolutionZ}"], Row, null));
    }
}
