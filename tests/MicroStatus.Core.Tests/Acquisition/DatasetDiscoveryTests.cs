using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Rscm;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Database;

namespace MicroStatus.Core.Tests.Acquisition;

/// <summary>lab.md §2: discovery.</summary>
public class DatasetDiscoveryTests
{
    private const string Rscm = "/CBI_FastStore/Acquire/RSCM";

    private readonly FakeFileTree _files = new(new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Datasets_are_found_down_to_four_folders_and_no_deeper()
    {
        Add("a_stack1");
        Add("p/a_stack1");
        Add("p/CL1/a_stack1");
        Add("p/CL1/g/a_stack1");
        Add("p/CL1/g/h/a_stack1");

        Assert.Equal(
            ["a_stack1", "p/CL1/a_stack1", "p/CL1/g/a_stack1", "p/a_stack1"],
            Run([]).Found.Select(found => found.RelativePath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_datasets_own_folders_are_never_entered()
    {
        Add("p/a_stack1");
        Add("p/a_stack1/inner_stack2");
        _files.AddFolder($"{Rscm}/p/b_stack1/x_layer000/405"); // no metadata yet: not a dataset, and its layers are not visited

        _ = Assert.Single(Run([]).Found);
        Assert.DoesNotContain(_files.Log, call => call.Contains("layer000", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_are_never_followed()
    {
        Add("p/a_stack1");
        _files.AddLink($"{Rscm}/p/loop");
        _files.AddLink($"{Rscm}/q");

        _ = Assert.Single(Run([]).Found);
    }

    [Fact]
    public void What_did_not_change_is_not_listed_again()
    {
        Add("p/CL1/a_stack1");
        Add("p/CL1/b_stack1");
        _files.Now += TimeSpan.FromMinutes(1);
        var first = Run([]);
        _files.ResetCalls();

        var second = Run(first.Changed, known: first.Found.Select(found => found.Path).ToHashSet());

        Assert.Equal(2, second.Found.Count);
        Assert.Equal((0, 3), (_files.ListCalls, _files.FindCalls));
        Assert.Empty(second.Changed);
        Assert.Empty(second.Forgotten);
    }

    [Fact]
    public void A_new_dataset_beside_known_ones_is_found()
    {
        Add("p/CL1/a_stack1");
        _files.Now += TimeSpan.FromMinutes(1);
        var first = Run([]);
        Add("p/CL1/b_stack1");

        Assert.Equal(2, Run(first.Changed, known: first.Found.Select(found => found.Path).ToHashSet()).Found.Count);
    }

    [Fact]
    public void Metadata_that_arrives_late_makes_a_folder_a_dataset()
    {
        _files.AddFolder($"{Rscm}/p/a_stack1");
        _files.Now += TimeSpan.FromMinutes(1);
        var first = Run([]);
        Assert.Empty(first.Found);
        Add("p/a_stack1");

        _ = Assert.Single(Run(first.Changed).Found);
    }

    [Fact]
    public void A_folder_without_permission_is_a_fault_and_the_others_are_found()
    {
        Add("p/a_stack1");
        Add("q/b_stack1");
        _files.Deny($"{Rscm}/p");

        var result = Run([]);

        Assert.Equal("q/b_stack1", Assert.Single(result.Found).RelativePath);
        Assert.Equal($"{Rscm}/p", Assert.Single(result.Faults).Path);
        Assert.DoesNotContain($"{Rscm}/p", result.Forgotten);
    }

    [Fact]
    public void A_folder_that_is_gone_is_forgotten()
    {
        Add("p/CL1/a_stack1");
        _files.Now += TimeSpan.FromMinutes(1);
        var first = Run([]);
        _files.Delete($"{Rscm}/p/CL1");

        Assert.Equal([$"{Rscm}/p/CL1"], Run(first.Changed).Forgotten);
    }

    private void Add(string relativePath) => _files.Write($"{Rscm}/{relativePath}/vs_series.dat", "<x/>");

    private DiscoveryResult Run(IReadOnlyList<FolderMemory> memory, HashSet<string>? known = null)
    {
        var settings = new StatusSettings();
        var discovery = new DatasetDiscovery(settings, _files, [new RscmInstrument(settings, _files, _files)]);
        return discovery.Run(memory, path => known?.Contains(path) == true, _files.Now, CancellationToken.None);
    }
}
