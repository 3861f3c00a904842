using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Backend.Tests.Database;

public sealed class BackupRetentionFolderTests : IDisposable
{
    private readonly DatabaseLab _lab = new();

    public BackupRetentionFolderTests()
    {
        _lab.Settings = _lab.Settings with
        {
            Database = _lab.Settings.Database with { Retention = new RetentionSettings { Daily = 2, Weekly = 0, Monthly = 0 } },
        };
        _lab.Files.Create();
        Directory.CreateDirectory(Folder);
    }

    private string Folder => _lab.Settings.Database.BackupFolder;

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Old_daily_backups_are_expired_as_if_todays_were_there_and_the_oldest_comes_first()
    {
        Put("datasets-2026-09-10.db", "datasets-2026-09-13.db", "datasets-2026-09-12.db", "datasets-2026-09-20.db");
        Assert.Equal(["datasets-2026-09-10.db", "datasets-2026-09-12.db"], Names(_lab.Files.FindExpiredBackups()));
    }

    [Fact]
    public void Whatever_is_not_exactly_a_daily_backup_is_never_expired()
    {
        Put(
            "datasets-before-upgrade-2020-01-01_10-00-00.db", "datasets-replaced-2020-01-01_10-00-00.db", "datasets-before-clear-2020-01-01_10-00-00.db", "datasets-2020-02-30.db",
            "datasets-2020-01-01.db.gz", "other-2020-01-01.db", "datasets-2020-01-01 (copy).db", "letter.docx", "datasets-2020-01-02.db-journal");
        Directory.CreateDirectory(Path.Join(Folder, "datasets-2020-01-03.db"));
        File.WriteAllText(Path.Join(_lab.Folder, "precious.db"), "x");
        File.CreateSymbolicLink(Path.Join(Folder, "datasets-2020-01-04.db"), Path.Join(_lab.Folder, "precious.db"));
        Assert.Empty(_lab.Files.FindExpiredBackups());
    }

    [Fact]
    public void An_expired_backup_goes_once_todays_is_there()
    {
        Put("datasets-2026-09-10.db", "datasets-2026-09-13.db", "datasets-2026-09-12.db");
        var expired = _lab.Files.FindExpiredBackups();
        Assert.False(_lab.Files.RemoveExpiredBackup(expired[0]));
        _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation);
        Assert.All(expired, backup => Assert.True(_lab.Files.RemoveExpiredBackup(backup)));
        Assert.Equal(["datasets-2026-09-13.db", "datasets-2026-09-14.db"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        Assert.Empty(_lab.Files.FindExpiredBackups());
        Assert.False(_lab.Files.RemoveExpiredBackup(expired[0]));
    }

    [Fact]
    public void What_has_become_something_else_since_it_was_found_is_left_alone()
    {
        Put("datasets-2026-09-10.db", "datasets-2026-09-11.db", "datasets-2026-09-13.db");
        _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation);
        var expired = _lab.Files.FindExpiredBackups();
        File.Delete(expired[0].Path);
        Directory.CreateDirectory(expired[0].Path);
        File.Delete(expired[1].Path);
        File.CreateSymbolicLink(expired[1].Path, _lab.File);
        Assert.All(expired, backup => Assert.False(_lab.Files.RemoveExpiredBackup(backup)));
        Assert.True(Directory.Exists(expired[0].Path));
        Assert.True(File.Exists(expired[1].Path));
    }

    [Theory]
    [InlineData("/etc/hostname", 1)]
    [InlineData("../datasets.db", 1)]
    [InlineData("datasets-2026-09-14.db", 14)]
    public void No_other_file_can_be_removed_by_this_way(string path, int day)
    {
        _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation);
        var backup = new BackupFile(Path.GetFullPath(path, Folder), new DateOnly(2026, 9, day), DateTimeOffset.UnixEpoch, 1);
        Assert.False(_lab.Files.RemoveExpiredBackup(backup));
        Assert.True(File.Exists(_lab.File));
        Assert.True(File.Exists(Path.Join(Folder, "datasets-2026-09-14.db")));
    }

    [Fact]
    public void A_folder_that_refuses_removal_is_told()
    {
        Put("datasets-2026-09-10.db", "datasets-2026-09-13.db", "datasets-2026-09-14.db");
        File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        OrdinaryUser.Run(() => Refusal.Of("BackupRemovalFailed", () => _lab.Files.RemoveExpiredBackup(Assert.Single(_lab.Files.FindExpiredBackups()))));
        File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public void Todays_backup_is_verified_anew()
    {
        Assert.Null(_lab.Files.VerifyTodaysBackup(DatabaseLab.Cancellation));
        _lab.Sql("INSERT INTO dataset (name) VALUES ('a')");
        var made = _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation);
        var before = Directory.GetFiles(Folder);
        Assert.Equal((made.Path, made.Length, 1L), _lab.Files.VerifyTodaysBackup(DatabaseLab.Cancellation) is { } found ? (found.Path, found.Length, found.Datasets) : default);
        Assert.Equal(before, Directory.GetFiles(Folder));

        using (var stream = File.OpenWrite(made.Path))
        {
            stream.SetLength(stream.Length / 2);
        }

        Refusal.Of("BackupVerificationFailed", () => _lab.Files.VerifyTodaysBackup(DatabaseLab.Cancellation));
        File.WriteAllText(made.Path, string.Empty);
        Refusal.Of("BackupNotSqlite", () => _lab.Files.VerifyTodaysBackup(DatabaseLab.Cancellation));
    }

    [Fact]
    public void Backups_are_found_newest_first_and_those_of_other_occasions_too()
    {
        Put("datasets-2026-09-12.db", "datasets-2026-09-13.db", "datasets-replaced-2026-09-12_10-00-00.db", "letter.docx", "datasets-2026-09-12.db-journal", ".0a1b.tmp", "other-2026-09-12.db");
        Assert.Equal(["datasets-replaced-2026-09-12_10-00-00.db", "datasets-2026-09-13.db", "datasets-2026-09-12.db"], Names(_lab.Files.FindBackups()));
        Directory.Delete(Folder, recursive: true);
        Assert.Empty(_lab.Files.FindBackups());
    }

    private void Put(params string[] names)
    {
        var time = DatabaseLab.Start.UtcDateTime.AddDays(-30);
        foreach (var name in names)
        {
            File.WriteAllText(Path.Join(Folder, name), "x");
            File.SetLastWriteTimeUtc(Path.Join(Folder, name), time = time.AddMinutes(1));
        }
    }

    private static IEnumerable<string?> Names(IEnumerable<BackupFile> backups) => backups.Select(backup => Path.GetFileName(backup.Path));
}
