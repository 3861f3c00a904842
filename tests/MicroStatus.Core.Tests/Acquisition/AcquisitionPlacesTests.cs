using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Rscm;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;

namespace MicroStatus.Core.Tests.Acquisition;

/// <summary>lab.md §2: where datasets are looked for.</summary>
public class AcquisitionPlacesTests
{
    private const string Acquire = "/CBI_FastStore/Acquire";

    private readonly FakeFileTree _files = new(new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero));
    private readonly AcquisitionPlaces _places;

    public AcquisitionPlacesTests()
    {
        var settings = new StatusSettings();
        _places = new AcquisitionPlaces(settings, _files, [new RscmInstrument(settings, _files, _files)], path => path == $"{Acquire}/RSCM/p/known");
        _files.AddFolder($"{Acquire}/RSCM/p/CL1/g/h/i");
        _files.AddFolder($"{Acquire}/RSCM/p/known/inside");
        _files.AddFolder($"{Acquire}/RSCM/p/.trash");
        _files.Write($"{Acquire}/RSCM/p/CL1/a_stack1/vs_series.dat", "<series/>");
        _files.AddFolder($"{Acquire}/RSCM/p/CL1/a_stack1/x_layer000/488");
        _files.AddFolder($"{Acquire}/Other/x");
        _files.Write($"{Acquire}/RSCM/p/notes.txt", "notes");
        _files.AddLink($"{Acquire}/RSCM/link");
    }

    [Theory]
    [InlineData(Acquire, "/RSCM", "", 0)]
    [InlineData(Acquire + "/", "/RSCM", "", 0)]
    [InlineData(Acquire + "/RSCM", "/RSCM", "", 0)]
    [InlineData(Acquire + "/RSCM/p/../p/CL1/", "/RSCM/p/CL1", "p/CL1", 2)]
    [InlineData(Acquire + "/RSCM/p/CL1/a_stack1", "/RSCM/p/CL1/a_stack1", "p/CL1/a_stack1", 3)]
    [InlineData(Acquire + "/RSCM/p/known", "/RSCM/p/known", "p/known", 2)]
    [InlineData(Acquire + "/RSCM/p/CL1/g/h", "/RSCM/p/CL1/g/h", "p/CL1/g/h", 4)]
    public void A_folder_between_the_acquisitions_and_a_dataset_is_a_start(string path, string start, string relativePath, int depth)
    {
        var found = Assert.Single(_places.Find(path));
        Assert.Equal((Acquire + start, relativePath, depth), (found.Path, found.RelativePath, found.Depth));
    }

    [Theory]
    [InlineData("/CBI_FastStore", "PathOutsideAcquire")]
    [InlineData("/CBI_FastStore/Acquire2/RSCM", "PathOutsideAcquire")]
    [InlineData(Acquire + "/RSCM/../..", "PathOutsideAcquire")]
    [InlineData(Acquire + "/RSCM/nobody", "PathNotFound")]
    [InlineData(Acquire + "/RSCM/nobody/CL1", "PathNotFound")]
    [InlineData(Acquire + "/Nothing", "PathNotFound")]
    [InlineData(Acquire + "/Other/x", "PathNotSearched")]
    [InlineData(Acquire + "/RSCM/p/.trash", "PathNotSearched")]
    [InlineData(Acquire + "/RSCM/p/CL1/g/h/i", "PathNotSearched")]
    [InlineData(Acquire + "/RSCM/link", "PathIsLink")]
    [InlineData(Acquire + "/RSCM/link/CL1", "PathIsLink")]
    [InlineData(Acquire + "/RSCM/p/notes.txt", "PathNotFolder")]
    [InlineData(Acquire + "/RSCM/p/known/inside", "PathInsideDataset")]
    [InlineData(Acquire + "/RSCM/p/CL1/a_stack1/x_layer000", "PathInsideDataset")]
    [InlineData(Acquire + "/RSCM/p/CL1/a_stack1/x_layer000/488", "PathInsideDataset")]
    public void Any_other_path_says_why_nothing_is_looked_for_there(string path, string errorId)
    {
        var refusal = Assert.Throws<StatusException>(() => _places.Find(path));
        Assert.Equal(errorId, refusal.ErrorId);
        Assert.Equal(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), refusal.Target);
    }

    [Fact]
    public void A_folder_that_refuses_access_is_said()
    {
        _files.BeforeCall = path => throw new UnauthorizedAccessException($"'{path}': Permission denied.");
        Assert.Equal("PathUnreadable", Assert.Throws<StatusException>(() => _places.Find(Acquire + "/RSCM/p")).ErrorId);
    }
}
