using MicroStatus.Acquisition;
using MicroStatus.Trash;

namespace MicroStatus.Core.Tests.Trash;

public sealed class FileRelocationsTests
{
    [Fact]
    public void A_file_is_followed_through_its_own_records_and_those_of_folders_above_it()
    {
        FileRelocation[] records = [Taken("/a/x.ims", "/b/x.ims", 1, 2), Taken("/b", "/c", 5, 6), Taken("/c/x.ims", "/d/x.ims", 2, 3)];
        var followed = FileRelocations.Follow(records, "/a/x.ims");
        Assert.Equal("/d/x.ims", followed?.Path);
        Assert.Equal([records[0], records[2]], followed?.OfItself);
        Assert.Equal(Stamp(3), FileRelocations.Expected(Stamp(1), followed!.Value.OfItself));
        Assert.Null(FileRelocations.Expected(Stamp(9), followed.Value.OfItself));
        Assert.Equal("/c/y", FileRelocations.Follow(records, "/b/y")?.Path);
        Assert.Null(FileRelocations.Follow(records, "/bb/y"));
    }

    [Fact]
    public void Records_that_lead_in_a_circle_end() =>
        Assert.Null(FileRelocations.Follow([Taken("/a", "/b", 1, 2), Taken("/b", "/a", 2, 3)], "/a"));

    private static FileStamp Stamp(long changed) => new(EntryKind.File, 10, 1, changed, 7);

    private static FileRelocation Taken(string from, string to, long before, long after) =>
        new() { Id = 1, OldPath = from, NewPath = to, Before = Stamp(before), After = Stamp(after), Time = default, Why = "Published." };
}
