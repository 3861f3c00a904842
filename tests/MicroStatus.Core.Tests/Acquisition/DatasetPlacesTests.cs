using MicroStatus.Acquisition;
using MicroStatus.Configuration;

namespace MicroStatus.Core.Tests.Acquisition;

/// <summary>lab.md §2: from a path to a dataset.</summary>
public class DatasetPlacesTests
{
    [Theory]
    [InlineData("klimstra-w/5CL18/8257_try2_stack1", "klimstra-w", "5CL18")]
    [InlineData("klimstra-w/5CL18/group/8257_try2_stack1", "klimstra-w", "5CL18")]
    [InlineData("klimstra-w/group/cl12/x_stack1", "klimstra-w", "cl12")]
    [InlineData("klimstra-w/x_stack1", "klimstra-w", "00CL00")]
    [InlineData("5CL18/x_stack1", null, "5CL18")]
    [InlineData("x_stack1", null, "00CL00")]
    [InlineData("Müller/CL1/x", "Müller", "CL1")]
    [InlineData("O'Brien/CL1/x", "O'Brien", "CL1")]
    [InlineData("name/CL1/x", "name", "CL1")]
    [InlineData("Jr. Smith_2/CL1/x", "Jr. Smith_2", "CL1")]
    [InlineData("a;b/CL1/x", null, "CL1")]
    [InlineData("$(id)/CL1/x", null, "CL1")]
    [InlineData("p/notCL1/CL/CL7b/x", "p", "CL7b")]
    public void Pi_and_cl_number_come_from_the_folders(string path, string? pi, string clNumber)
    {
        var place = Read(path);

        Assert.Equal((pi, clNumber), (place.Pi, place.ClNumber));
    }

    [Theory]
    [InlineData("p/CL1/demo", true)]
    [InlineData("p/CL1/my_demo_stack1", true)]
    [InlineData("p/CL1/Test-stack1", true)]
    [InlineData("demo/CL1/x_stack1", true)]
    [InlineData("p/test data/x_stack1", true)]
    [InlineData("p/CL1/x(demo)_stack1", true)]
    [InlineData("p/CL1/democracy_stack1", false)]
    [InlineData("p/CL1/latest_stack1", false)]
    [InlineData("p/CL1/test2_stack1", false)]
    [InlineData("p/CL1/demó_stack1", false)]
    public void A_demo_carries_the_word_and_not_just_its_letters(string path, bool expected) => Assert.Equal(expected, Read(path).IsDemo);

    [Theory]
    [InlineData("klimstra-w", true)]
    [InlineData("Klimstra", true)]
    [InlineData("cebra-a", true)]
    [InlineData("klimstra-ww", false)]
    [InlineData("klimstrax", false)]
    public void Brain_data_producers_are_compared_without_a_final_letter(string pi, bool expected) =>
        Assert.Equal(expected, Read($"{pi}/CL1/x").IsBrain);

    private static DatasetPlace Read(string path) => new DatasetPlaces(new DiscoverySettings()).Read(path);
}
