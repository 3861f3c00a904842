using System.Text;
using MicroStatus.Acts;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Imaris;
using MicroStatus.Moves;

namespace MicroStatus.Cmdlet.Tests.Moves.Publishing;

public sealed class PublishDatasetCommandTests : IDisposable
{
    private const string Place = "/h20/Acquire/RSCM/klimstra-w/5CL18/a_stack1";
    private const string Job = Place + "/composites_RSCM_v0.1/job_10";
    private const string Built = Job + "/composites_RSCM_v0.1_job_10.ims";
    private const string Goal = "/h20/Public/klimstra-w/5CL18/a_stack1/composites_RSCM_v0.1_job_10.ims";

    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public PublishDatasetCommandTests()
    {
        _backend.Files.AddFolder("/CBI_FastStore/Acquire").AddFolder("/h20/Acquire").AddFolder("/h20/Public/klimstra-w");
        _backend.Database.Datasets.Add(new Dataset { Id = 1, Name = "a_stack1", Pi = "klimstra-w", ClNumber = "5CL18", Moved = true, PathOnHive = Place });
        Add(Built);
        _runner = new CmdletRunner(_backend, typeof(PublishDatasetCommand));
    }

    private Dataset Row
    {
        get => _backend.Database.Datasets[0];
        set => _backend.Database.Datasets[0] = value;
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void The_file_goes_to_the_public_folder_and_a_note_stays()
    {
        Add(Place + "/composites_RSCM_v0.1/job_9/composites_RSCM_v0.1_job_9.ims");
        var row = Assert.Single(_runner.Run("Publish-Dataset a_* -PassThru").Of<Dataset>());
        Assert.Equal((true, Goal), (row.Public, row.ImarisFilePath));
        Assert.Null(_backend.Files.Find(Built));
        Assert.NotNull(_backend.Files.Find(Goal));
        Assert.Equal(Goal + "\n", Encoding.UTF8.GetString(_backend.Files.ReadFile(Job + "/imaris_file_moved_to_public.txt", 1000)));
        Assert.Empty(_backend.Database.Intents.FindOpen());
        var change = _backend.Database.Applied[^1];
        Assert.Equal((Built, Goal), (Assert.Single(change.Relocations).OldPath, change.Relocations[0].NewPath));
        Assert.Equal(EventKind.Published, Assert.Single(change.Events).Kind);
        Assert.Equal(IntentState.Done, Assert.Single(change.Ends).State);
    }

    [Fact]
    public void WhatIf_changes_nothing_at_all()
    {
        Assert.Empty(_runner.Run("Publish-Dataset -Id 1 -WhatIf").ErrorIds);
        Assert.Empty(_backend.Files.Acts);
        Assert.Empty(_backend.Database.Applied);
        Assert.Null(_backend.Database.CurrentLease);
    }

    [Fact]
    public void Nothing_is_published_over_anything()
    {
        _backend.Files.AddFile(Goal, [9]);
        AssertRefused("PublishDestinationExists", Goal);
    }

    [Fact]
    public void A_note_of_an_earlier_file_stays_as_it_is()
    {
        _backend.Files.AddFile(Job + "/imaris_file_moved_to_public.txt", [9]);
        AssertRefused("PublishDestinationExists", "imaris_file_moved_to_public.txt");
    }

    [Fact]
    public void A_file_that_does_not_open_stays()
    {
        _backend.Imaris.Files[Built] = new ImarisFile { Path = Built, Reason = "It is cut." };
        AssertRefused("ImarisFileBroken", "It is cut.");
        _backend.Imaris.Files[Built] = new ImarisFile { Path = Built, IsBeingWritten = true };
        AssertRefused("ImarisFileUnfinished", "being written");
    }

    [Fact]
    public void What_the_rules_hold_is_refused_with_every_reason()
    {
        Row = Row with { Pi = "klimstra", Paused = true };
        AssertRefused("PublishRefused", "It is paused. Its PI's name, klimstra, does not have the form lastname-f.");
        Row = Row with { Pi = "dutta-m", Paused = false };
        AssertRefused("PublishRefused", "There is no folder /h20/Public/dutta-m");
    }

    [Fact]
    public void Where_several_files_could_be_meant_none_is_published()
    {
        _backend.Files.Delete(Place + "/composites_RSCM_v0.1");
        AssertRefused("PublishRefused", "There is no Imaris file of the whole dataset");
        Add(Place + "/ims_files/a_Montage.ims");
        Add(Place + "/ims_files/b_Montage.ims");
        Add(Place + "/ims_files/x_Tile0_Ch488_Sh0.ims");
        AssertRefused("PublishRefused", $"{Place}/ims_files/a_Montage.ims, {Place}/ims_files/b_Montage.ims.");
        Row = Row with { Path = "/CBI_FastStore/Acquire/MesoSPIM/a", ImarisFilePath = "/CBI_FastStore/Acquire/MesoSPIM/a/ims_files/b_Montage.ims" };
        Assert.True(Assert.Single(_runner.Run("1 | Publish-Dataset -PassThru").Of<Dataset>()).Public);
        Assert.NotNull(_backend.Files.Find("/h20/Public/klimstra-w/5CL18/a_stack1/b_Montage.ims"));
    }

    private void AssertRefused(string id, string reason)
    {
        var result = _runner.Run("Publish-Dataset -Id 1");
        Assert.Equal([$"{id},MicroStatus.Moves.PublishDatasetCommand"], result.ErrorIds);
        Assert.Contains(reason, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_backend.Database.Applied);
    }

    private void Add(string path)
    {
        _backend.Files.AddFile(path, [1]);
        _backend.Imaris.Files[path] = new ImarisFile { Path = path, Opens = true };
    }
}
