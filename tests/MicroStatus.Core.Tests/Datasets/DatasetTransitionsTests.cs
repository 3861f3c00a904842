using MicroStatus.Configuration;
using MicroStatus.Datasets;
using Edit = MicroStatus.Datasets.DatasetEdit;
using I = MicroStatus.Datasets.ImagingStatus;
using P = MicroStatus.Datasets.ProcessingStatus;

namespace MicroStatus.Core.Tests.Datasets;

/// <summary>lab.md §3–6, §8: what a person may change without force. One table: the row, the edit, what the objections speak of.</summary>
public class DatasetTransitionsTests
{
    private const string Hive = "/h20/Acquire/RSCM/x";
    private static readonly DatasetTransitions Rules = new(new StorageSettings().Hive);

    public static TheoryData<string, Dataset, Edit, string[]> Cases => new()
    {
        { "nothing changes", Row(), new() { ImagingStatus = I.InProgress, Moving = false, Moved = false }, [] },
        { "imaging, a person is asked for", Row(), new() { ImagingStatus = I.NeedsAttention }, [] },
        { "imaging, a person has looked", Row(I.NeedsAttention), new() { ImagingStatus = I.InProgress, Paused = false }, [] },
        { "imaging, a person takes it as it is", Row(I.NeedsAttention), new() { ImagingStatus = I.Finished }, [] },
        { "imaging, finished by hand", Row(), new() { ImagingStatus = I.Finished }, ["imaging_status: in_progress -> finished: that imaging has finished is proved by its files"] },
        { "imaging, opened again", Row(I.Finished), new() { ImagingStatus = I.InProgress }, [] },
        { "imaging, opened again while it is processed", Row(I.Finished, P.Stitched), new() { ImagingStatus = I.InProgress }, ["imaging_status: finished -> in_progress: processing begins"] },
        { "imaging and processing, both from the start", Row(I.Finished, P.Stitched), new() { ImagingStatus = I.InProgress, ProcessingStatus = P.NotStarted }, [] },
        { "imaging, opened again though moved", Moved(Row(I.Finished)), new() { ImagingStatus = I.InProgress }, ["imaging_status: finished -> in_progress: the dataset has moved"] },
        { "imaging, damaged", Damaged(Row(I.NeedsAttention), "imaging_status: 'paused' is not a status"), new() { ImagingStatus = I.Finished }, [] },
        { "imaging, damaged, while moving", Damaged(Row(I.NeedsAttention) with { Moving = true }, "imaging_status: '0' is not a status"), new() { ImagingStatus = I.Finished }, [] },

        { "processing, the next stage", Row(I.Finished, P.Started), new() { ProcessingStatus = P.Stitched }, [] },
        { "processing, back to a stage", Row(I.Finished, P.NeedsAttention), new() { ProcessingStatus = P.Denoised }, [] },
        { "processing, back to the start", Row(I.Finished, P.Denoised), new() { ProcessingStatus = P.NotStarted }, [] },
        { "processing, a person is asked for, imaging or not", Row(I.InProgress), new() { ProcessingStatus = P.NeedsAttention }, [] },
        { "processing, the start needs no imaging", Row(I.InProgress, P.NeedsAttention), new() { ProcessingStatus = P.NotStarted }, [] },
        { "processing before imaging has finished", Row(I.InProgress), new() { ProcessingStatus = P.Started }, ["processing_status: not_started -> started: processing begins"] },
        { "processing, a stage of the other kind", Row(I.Finished), new() { ProcessingStatus = P.DeconDone }, ["processing_status: not_started -> decon_done: decon_done is a stage of mesospim"] },
        { "processing, a stage of the other kind, mesoSPIM", MesoSpim(Row(I.Finished)), new() { ProcessingStatus = P.BuiltIms }, ["processing_status: not_started -> built_ims: built_ims is a stage of rscm"] },
        { "processing, in_progress is of both kinds", MesoSpim(Row(I.Finished)), new() { ProcessingStatus = P.InProgress }, [] },
        { "processing, modality unknown", Row(I.Finished) with { Modality = null }, new() { ProcessingStatus = P.DeconDone }, [] },
        { "processing, moved_to_hive and not moved", Row(I.Finished, P.BuiltIms), new() { ProcessingStatus = P.MovedToHive }, ["processing_status: built_ims -> moved_to_hive: the dataset has not moved"] },
        { "processing, moved_to_hive with moved", Row(I.Finished, P.BuiltIms), new() { ProcessingStatus = P.MovedToHive, Moved = true, PathOnHive = Hive }, [] },
        { "processing, finished from its last stage", Row(I.Finished, P.BuiltIms), new() { ProcessingStatus = P.Finished }, [] },
        { "processing, finished by a person who looked", Row(I.Finished, P.NeedsAttention), new() { ProcessingStatus = P.Finished }, [] },
        { "processing, finished by hand", Row(I.Finished), new() { ProcessingStatus = P.Finished }, ["processing_status: not_started -> finished: that processing has finished is proved"] },
        { "processing, damaged", Damaged(Row(I.InProgress, P.NeedsAttention), "processing_status: '1' is not a status"), new() { ProcessingStatus = P.DeconDone }, [] },
        { "two things at once", Row(), new() { ImagingStatus = I.Finished, ProcessingStatus = P.DeconDone }, ["imaging_status: in_progress -> finished", "processing_status: not_started -> decon_done"] },

        { "while moving, a status", Row(I.Finished, P.NeedsAttention) with { Moving = true }, new() { ProcessingStatus = P.Denoised }, ["processing_status: the dataset is being moved"] },
        { "while moving, a person is asked for", Row(I.Finished, P.Finished) with { Moving = true }, new() { ProcessingStatus = P.NeedsAttention, ImagingStatus = I.NeedsAttention }, [] },
        { "while moving, whose it is", Row() with { Moving = true }, new() { Pi = "dutta" }, ["name, pi, cl_number: the dataset is being moved"] },
        { "while moving, where it is", Row() with { Moving = true }, new() { Moved = true, PathOnHive = Hive }, ["moved, path_on_hive: the dataset is being moved"] },
        { "while moving, flags", Row() with { Moving = true }, new() { Paused = true, KeepComposites = true, Public = true }, [] },
        { "moving, by hand", Row(), new() { Moving = true }, ["moving: 0 -> 1"] },
        { "moving, cleared by hand with a status", Row(I.Finished, P.NeedsAttention) with { Moving = true }, new() { Moving = false, ProcessingStatus = P.Denoised }, ["moving: 1 -> 0"] },

        { "moved without a path", Row(), new() { Moved = true }, ["moved: a dataset that has moved has a path on Hive"] },
        { "moved with a path", Row(), new() { Moved = true, PathOnHive = Hive }, [] },
        { "moved, the path is there already", Row() with { PathOnHive = Hive }, new() { Moved = true }, [] },
        { "moved back, the path stays", Moved(Row()), new() { Moved = false }, ["moved: 1 -> 0: the dataset has a path on Hive"] },
        { "moved back, the path goes too", Moved(Row()), new() { Moved = false, PathOnHive = "" }, [] },
        { "moved, the path is taken away", Moved(Row()), new() { PathOnHive = "" }, ["moved: a dataset that has moved"] },
        { "moved in a dirty row, something else changes", Moved(Row()) with { PathOnHive = null }, new() { Public = true }, [] },
        { "a path on FastStore", Row(), new() { PathOnHive = "/CBI_FastStore/Acquire/x" }, ["path_on_hive: '/CBI_FastStore/Acquire/x' is not a folder below /h20."] },
        { "a path of Windows", Row(), new() { PathOnHive = @"H:\Acquire\x" }, ["path_on_hive: "] },
        { "a path beside Hive", Row(), new() { PathOnHive = "/h20x/y" }, ["path_on_hive: "] },
        { "a path out of Hive", Row(), new() { PathOnHive = "/h20/../etc" }, ["path_on_hive: "] },
        { "Hive itself", Row(), new() { PathOnHive = "/h20/" }, ["path_on_hive: "] },

        { "composites of RSCM", Row(), new() { KeepComposites = true, Delete405 = true }, [] },
        { "composites of mesoSPIM", MesoSpim(Row()), new() { KeepComposites = true, Delete405 = true }, ["keep_composites: ", "delete_405: "] },
        { "composites of mesoSPIM, cleared", MesoSpim(Row()) with { KeepComposites = true }, new() { KeepComposites = false }, [] },
        { "whose it is", Row(), new() { Pi = "dutta", ClNumber = "1CL1", Name = "x" }, [] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_person_may_change_what_does_not_contradict_the_facts(string situation, Dataset row, Edit edit, string[] speakOf)
    {
        var objections = Rules.Objections(row, edit);

        Assert.True(objections.Count == speakOf.Length, $"{situation}: {string.Join(" | ", objections)}");
        Assert.All(objections.Zip(speakOf), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.All(objections, objection => Assert.EndsWith(".", objection, StringComparison.Ordinal));
    }

    [Fact]
    public void A_person_may_be_asked_for_whatever_the_state() => Assert.All(
        from imaging in Enum.GetValues<I>()
        from processing in Enum.GetValues<P>()
        from flags in Enumerable.Range(0, 4)
        select Row(imaging, processing) with { Moving = flags % 2 == 1, Moved = flags / 2 == 1 },
        row => Assert.Empty(Rules.Objections(row, new Edit { ImagingStatus = I.NeedsAttention, ProcessingStatus = P.NeedsAttention, Paused = true })));

    private static Dataset Row(I imaging = I.InProgress, P processing = P.NotStarted) => new()
    {
        Id = 1,
        Name = "8257_try2_stack1",
        Pi = "klimstra-w",
        ClNumber = "5CL18",
        Modality = "rscm",
        ImagingStatus = imaging,
        ProcessingStatus = processing,
    };

    private static Dataset MesoSpim(Dataset row) => row with { Modality = "MesoSPIM" };

    private static Dataset Moved(Dataset row) => row with { Moved = true, PathOnHive = Hive };

    private static Dataset Damaged(Dataset row, string problem) => row with { RowProblems = [problem] };
}
