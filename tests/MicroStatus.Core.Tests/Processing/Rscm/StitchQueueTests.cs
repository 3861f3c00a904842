using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>lab.md §2 (Marker) and §3 (Queue): a waiting queue file follows its dataset's new name.</summary>
public class StitchQueueTests
{
    private const string Root = "/CBI_FastStore/clusterStitchTEST";

    private readonly FakeFileTree _files = new(new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero));
    private readonly Dataset _renamed = new() { Id = 7, Name = "new_stack1", Pi = "O'Brien", ClNumber = "CL12", Path = "/CBI_FastStore/Acquire/RSCM/O'Brien/CL12/new_stack1" };

    [Fact]
    public void A_waiting_file_is_written_anew_under_the_new_name()
    {
        _files.Write($"{Root}/queueStitch/00007_O'Brien_CL12_old_stack1.txt", "rootDir=\"/old\"\n");
        _files.Write($"{Root}/queueStitch/00070_x_CL1_y_stack1.txt", "other");

        Assert.Equal(StitchQueuePlace.Waiting, Queue().Find(7));
        Assert.True(Queue().TryRewrite(_renamed));

        Assert.Equal(["00007_O'Brien_CL12_new_stack1.txt", "00070_x_CL1_y_stack1.txt"], Waiting());
        Assert.Equal(
            $"rootDir=\"{_renamed.Path}\"\nkeepComposites=True\nmoveToHive=False\n",
            Encoding.UTF8.GetString(_files.ReadFile($"{Root}/queueStitch/00007_O'Brien_CL12_new_stack1.txt", 4096)));
    }

    [Theory]
    [InlineData("processing")]
    [InlineData("tempQueue")]
    public void What_the_cluster_has_taken_is_left_alone(string folder)
    {
        _files.Write($"{Root}/{folder}/00007_O'Brien_CL12_old_stack1.txt", "x");

        Assert.Equal(StitchQueuePlace.Taken, Queue().Find(7));
        Assert.False(Queue().TryRewrite(_renamed));
    }

    [Fact]
    public void A_file_that_the_cluster_takes_in_the_last_moment_is_not_written_again()
    {
        var old = $"{Root}/queueStitch/00007_O'Brien_CL12_old_stack1.txt";
        _files.Write(old, "x");
        var acts = new Acts(_files) { BeforeRename = () => _files.Delete(old) };

        Assert.False(new StitchQueue(new StitchingSettings(), "None", _files, acts).TryRewrite(_renamed));
        Assert.Empty(Waiting());
    }

    [Fact]
    public void A_kill_after_the_claim_is_made_good_by_the_next_try()
    {
        _files.Write($"{Root}/queueStitch/00007_O'Brien_CL12_old_stack1.txt.renaming", "x");

        Assert.Equal(StitchQueuePlace.Waiting, Queue().Find(7));
        Assert.True(Queue().TryRewrite(_renamed));
        Assert.Equal(["00007_O'Brien_CL12_new_stack1.txt"], Waiting());
    }

    [Fact]
    public void A_dataset_is_queued_once_and_a_second_try_finds_its_file()
    {
        Assert.Equal(StitchQueuePlace.None, Queue().Enqueue(_renamed));
        Assert.Equal(StitchQueuePlace.Waiting, Queue().Enqueue(_renamed));
        Assert.Equal(["00007_O'Brien_CL12_new_stack1.txt"], Waiting());
    }

    [Theory]
    [InlineData("queueStitch", StitchQueuePlace.Waiting)]
    [InlineData("tempQueue", StitchQueuePlace.Taken)]
    [InlineData("processing", StitchQueuePlace.Taken)]
    public void A_file_that_the_web_page_wrote_is_never_doubled(string folder, StitchQueuePlace place)
    {
        _files.AddFolder($"{Root}/queueStitch");
        _files.Write($"{Root}/{folder}/00007_whatever.txt", "x");

        Assert.Equal(place, Queue().Enqueue(_renamed));
        Assert.DoesNotContain("00007_O'Brien_CL12_new_stack1.txt", Waiting());
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("error")]
    public void A_file_of_an_earlier_stitching_is_no_obstacle(string folder)
    {
        _files.Write($"{Root}/{folder}/00007_O'Brien_CL12_new_stack1.txt", "x");

        Assert.Equal(StitchQueuePlace.None, Queue().Enqueue(_renamed));
        Assert.Single(Waiting());
    }

    [Fact]
    public void A_name_that_looks_like_a_placeholder_is_a_name()
    {
        Queue().Enqueue(_renamed with { Name = "{DatasetPath}_stack1" });

        Assert.Equal(["00007_O'Brien_CL12_{DatasetPath}_stack1.txt"], Waiting());
    }

    [Fact]
    public void A_lab_without_the_cluster_has_no_queue_file() => Assert.Equal(StitchQueuePlace.None, Queue().Find(7));

    private StitchQueue Queue() => new(new StitchingSettings(), "None", _files, new Acts(_files));

    private List<string> Waiting() => [.. _files.List($"{Root}/queueStitch").Select(entry => entry.Name).Order(StringComparer.Ordinal)];

    private sealed class Acts(FakeFileTree files) : IFileActs
    {
        public Action? BeforeRename { get; init; }

        public void WriteFile(string path, ReadOnlySpan<byte> content) => files.Write(path, content.ToArray());

        public bool TryRename(string path, string newName)
        {
            BeforeRename?.Invoke();
            if (files.Find(path) is null)
            {
                return false;
            }

            files.Rename(path, path[..(path.LastIndexOf('/') + 1)] + newName);
            return true;
        }

        public void MakeFolder(string path) => throw new NotSupportedException();

        public void Delete(string path) => files.Delete(path);
    }
}
