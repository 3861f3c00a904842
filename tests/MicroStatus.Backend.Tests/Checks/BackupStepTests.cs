using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class BackupStepTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public BackupStepTests()
    {
        _lab.Settings = _lab.Settings with
        {
            Database = _lab.Settings.Database with { Retention = new RetentionSettings { Daily = 3, Weekly = 0, Monthly = 0 } },
        };
        Directory.CreateDirectory(Folder);
        foreach (var days in (int[])[1, 2, 3, 4])
        {
            File.WriteAllText(Backup(-days), "old");
        }

        File.WriteAllText(Path.Join(Folder, "datasets-before-upgrade-2020-01-01_10-00-00.db"), "precious");
        File.WriteAllText(Path.Join(Folder, "letter.txt"), "precious");
    }

    private string Folder => _lab.Settings.Database.BackupFolder;

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task The_first_check_of_a_day_makes_its_backup_and_then_removes_what_is_not_kept()
    {
        var report = await _lab.CheckAsync();
        Assert.Empty(report.Problems);
        Assert.Equal($"Removed: {Path.GetFileName(Backup(-4))}, {Path.GetFileName(Backup(-3))}.", NoteOf(report));
        Assert.Equal([Backup(-2), Backup(-1), Backup(0)], Daily());
        Assert.Equal(5, Directory.GetFiles(Folder).Length);

        await File.WriteAllTextAsync(Backup(-9), "put there later", CheckLab.Cancellation);
        Assert.Equal("Today's is there.", NoteOf(await _lab.CheckAsync()));
        Assert.True(File.Exists(Backup(-9)));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, CheckMode.Observe)]
    [InlineData(false, CheckMode.Observe)]
    public async Task What_if_and_observing_list_what_would_go_and_touch_nothing(bool whatIf, CheckMode? mode)
    {
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = mode } };
        var before = Directory.GetFiles(Folder).Order().ToList();
        var report = await _lab.CheckAsync(whatIf);
        Assert.Equal($"Due; not made in this mode. Then to be removed: {Path.GetFileName(Backup(-4))}, {Path.GetFileName(Backup(-3))}.", NoteOf(report));
        Assert.Equal(before, Directory.GetFiles(Folder).Order());
    }

    [Fact]
    public async Task A_damaged_backup_of_today_is_told_and_nothing_is_removed()
    {
        await File.WriteAllTextAsync(Backup(0), "half", CheckLab.Cancellation);
        var problem = Assert.Single((await _lab.CheckAsync()).Problems);
        Assert.Equal("BackupNotSqlite", Assert.IsType<StatusException>(problem.Cause).ErrorId);
        Assert.Equal(5, Daily().Count);
    }

    [Fact]
    public async Task A_backup_that_was_made_by_hand_today_is_enough()
    {
        new MicroStatus.Backend.Database.DatabaseFiles(_lab.Settings, _lab.Clock).Backup(null, overwrite: false, CheckLab.Cancellation);
        var time = File.GetLastWriteTimeUtc(Backup(0));
        Assert.Empty((await _lab.CheckAsync()).Problems);
        Assert.Equal(time, File.GetLastWriteTimeUtc(Backup(0)));
        Assert.Equal(3, Daily().Count);
    }

    [Fact]
    public async Task A_backup_that_cannot_be_made_removes_nothing()
    {
        Directory.CreateDirectory(Backup(0));
        Assert.Single((await _lab.CheckAsync()).Problems);
        Assert.Equal(4, Daily().Count);
    }

    private static string? NoteOf(StatusCheckReport report) => report.Steps.Single(step => step.Step == CheckStep.Backup).Note;

    private List<string> Daily() => [.. Directory.GetFiles(Folder, "datasets-????-??-??.db").Order(StringComparer.Ordinal)];

    private string Backup(int days)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(_lab.Settings.Lab.TimeZone);
        return Path.Join(Folder, $"datasets-{TimeZoneInfo.ConvertTime(_lab.Clock.GetUtcNow(), zone).AddDays(days):yyyy-MM-dd}.db");
    }
}
