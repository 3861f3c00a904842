using System.Globalization;
using System.Text;
using MicroStatus.Testing.Slurm;

namespace MicroStatus.Module.Tests.Moves;

/// <summary>Moves through every kind of trouble, with jobs and checks killed at random moments: afterwards every byte of every dataset is in a verified place.</summary>
/// <remarks>The number of moves can be raised by the environment variable MICROSTATUS_MOVES; a seed is repeated by MICROSTATUS_SEED.</remarks>
public sealed class MoveFaultRunTests
{
    private const int LabSize = 54;
    private const int QuietRounds = 25;
    private const int MostRounds = 160;

    private static readonly int Moves = Number("MICROSTATUS_MOVES", 270);

    [Fact]
    public async Task Whatever_is_killed_no_byte_is_lost_and_nothing_half_copied_counts_as_moved()
    {
        for (var lab = 0; lab * LabSize < Moves; lab++)
        {
            await RunAsync(new Dictionary<string, object> { ["Executor"] = "Local", ["LocalStopGrace"] = "2 s", ["CommandTimeout"] = "10 s" }, LabSize, lab);
        }
    }

    [Fact]
    public async Task The_same_holds_with_a_real_cluster()
    {
        Assert.SkipUnless(SlurmNode.Missing is null, SlurmNode.Missing ?? string.Empty);
        await using var node = await SlurmNode.StartAsync(TestContext.Current.CancellationToken);
        await RunAsync(new Dictionary<string, object>(node.Settings, StringComparer.Ordinal) { ["CommandTimeout"] = "20 s" }, 30, lab: 1000);
    }

    private static async Task RunAsync(Dictionary<string, object> cluster, int count, int lab)
    {
        var seed = Number("MICROSTATUS_SEED", 20260914) + lab;
        var random = new Random(seed);
        using var bench = await MoveLab.MakeAsync(cluster);
        var troubles = Enum.GetValues<MoveTrouble>();
        for (var i = 0; i < count; i++)
        {
            bench.Add(troubles[i % troubles.Length], i + 1, random.Next(1, 32768));
        }

        var story = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Seed {seed}.");
        for (var round = 1; !IsOver(bench); round++)
        {
            Assert.True(round < MostRounds, $"{story}\nNot over after {round} rounds:\n{bench.Sql("SELECT dataset_id, state, runs, last_error FROM dataset_move WHERE state <> 'Moved'")}");
            await RoundAsync(bench, random, isQuiet: round > QuietRounds, story);
            if (round == 3)
            {
                bench.Subjects.Where(subject => subject.Trouble == MoveTrouble.WebPage).ToList().ForEach(bench.PlayWebPage);
            }
        }

        foreach (var subject in bench.Subjects)
        {
            Verify(bench, subject, story.ToString());
        }

        VerifyHive(bench, story.ToString());
    }

    private static async Task RoundAsync(MoveLab bench, Random random, bool isQuiet, StringBuilder story)
    {
        // A store is unmounted while jobs run and moves are tracked.
        var away = isQuiet ? 99 : random.Next(20);
        using var unmounted = away is 0 or 1 ? MoveLab.Unmount(away == 0 ? bench.Fast : bench.Hive) : null;
        if (unmounted is not null)
        {
            story.Append(" U");
        }

        using (var check = bench.StartCheck())
        {
            if (!isQuiet && random.Next(3) == 0)
            {
                await Task.Delay(random.Next(100, 1500));
                check.Signal("KILL");
                story.Append(" C");
            }

            await check.EndAsync();
        }

        for (var kills = isQuiet ? 0 : random.Next(4); kills > 0; kills--)
        {
            bench.KillRun(random);
            story.Append(" J");
        }
    }

    private static bool IsOver(MoveLab bench) =>
        bench.Sql("SELECT COUNT(*) FROM dataset d WHERE d.moved = 0 AND NOT EXISTS (SELECT 1 FROM dataset_move m WHERE m.dataset_id = d.id AND m.state = 'GaveUp')") == "0"
        && bench.Sql("""
            SELECT COUNT(*) FROM dataset_move m
            WHERE m.origin = 'WebPage' AND NOT EXISTS (SELECT 1 FROM intent i WHERE i.kind = 'move-proof' AND i.dataset_id = m.dataset_id AND i.state = 'Done')
            """) == "0";

    private static void Verify(MoveLab bench, MoveSubject subject, string story)
    {
        var row = bench.Sql(string.Create(CultureInfo.InvariantCulture, $"SELECT moved, moving, COALESCE(path_on_hive, '') FROM dataset WHERE id = {subject.Id}")).Split('|');
        var log = $"{story}\n{subject.Name}: {string.Join('|', row)}\n{bench.Sql(string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM dataset_move WHERE dataset_id = {subject.Id}"))}";
        Assert.True(row[1] == "0", log);
        if (MoveTroubles.IsRefused(subject.Trouble))
        {
            Assert.True(row[0] == "0", "Moved, and must not:\n" + log);
            Assert.True(MoveLab.Fingerprint(subject.Source) == subject.Expected, "Lost:\n" + log);
            Assert.False(Directory.Exists(subject.Destination), log);
            return;
        }

        Assert.True(row[0] == "1", "A clean move was refused:\n" + log);
        var destination = row[2];
        Assert.Equal(subject.Trouble == MoveTrouble.DestinationThere ? subject.Destination + "_2" : subject.Destination, destination);
        var entry = subject.Trouble == MoveTrouble.WebPage
            ? Path.Join(bench.Trash, Path.GetRelativePath(Path.Join(bench.Fast, "Acquire"), subject.Source))
            : bench.Sql(string.Create(CultureInfo.InvariantCulture, $"SELECT trash_entry FROM dataset_move WHERE dataset_id = {subject.Id}"));
        var moved = MoveLab.Fingerprint(destination);
        Assert.True(moved == MoveLab.Fingerprint(entry), "Copy and trash differ:\n" + log);
        Assert.True(subject.Trouble is MoveTrouble.LateFile or MoveTrouble.ChangedFile && bench.HasStruck(subject) ? moved != subject.Expected : moved == subject.Expected, "Not what it was:\n" + log);
        Assert.True(File.Exists(entry + ".trash_moved_at") && File.Exists(entry + ".manifest"), "Not marked:\n" + log);
        Assert.False(Directory.Exists(subject.Source), log);
    }

    // Under a final name there is nothing but what was moved and what was there before.
    private static void VerifyHive(MoveLab bench, string story)
    {
        var known = bench.Sql("SELECT path_on_hive FROM dataset WHERE moved = 1").Split('\n').ToHashSet(StringComparer.Ordinal);
        foreach (var there in bench.Subjects.Where(subject => subject.Trouble == MoveTrouble.DestinationThere))
        {
            Assert.Equal("somebody's", File.ReadAllText(Path.Join(there.Destination, "older.tif")));
            known.Add(there.Destination);
        }

        foreach (var earlier in bench.Subjects.Where(subject => subject.Trouble == MoveTrouble.EarlierTrashEntry))
        {
            Assert.Equal("somebody's", File.ReadAllText(Path.Join(bench.Trash, Path.GetRelativePath(Path.Join(bench.Fast, "Acquire"), earlier.Source), "older.tif")));
        }

        var parent = Path.GetDirectoryName(bench.Subjects[0].Destination)!;
        Assert.All(Directory.EnumerateDirectories(parent).Where(folder => !Path.GetFileName(folder).StartsWith('.')), folder => Assert.True(known.Contains(folder), $"{folder}\n{story}"));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
