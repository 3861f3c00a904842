using MicroStatus.Backend.Database;

namespace MicroStatus.Backend.Tests.Database;

/// <summary>What stands in the way of an update, a backup or a restore is one clear error, and changes nothing.</summary>
public sealed class DatabaseFaultTests : IDisposable
{
    private const UnixFileMode ReadOnlyFolder =
        UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode Everyone = ReadOnlyFolder | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly DatabaseLab _lab = new();

    public void Dispose()
    {
        File.SetUnixFileMode(_lab.Folder, Everyone);
        _lab.Dispose();
    }

    [Fact]
    public void A_file_that_may_only_be_read_is_neither_updated_nor_restored()
    {
        MakeOlder();
        var backup = Backup();
        File.SetUnixFileMode(_lab.Folder, Everyone);
        File.SetUnixFileMode(_lab.Settings.Database.BackupFolder, Everyone);
        File.SetUnixFileMode(_lab.File, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var before = Everything();
        OrdinaryUser.Run(() =>
        {
            Refusal.Of("DatabaseReadOnly", () => _lab.Files.Upgrade(DatabaseLab.Cancellation));
            Refusal.Of("DatabaseReadOnly", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation));
        });
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void A_folder_that_may_only_be_read_is_named_by_update_and_restore()
    {
        MakeOlder();
        var backup = Backup();
        File.SetUnixFileMode(_lab.File, Everyone);
        File.SetUnixFileMode(_lab.Settings.Database.BackupFolder, Everyone);
        File.SetUnixFileMode(_lab.Folder, ReadOnlyFolder);
        var before = Everything();
        OrdinaryUser.Run(() =>
        {
            Assert.Contains(_lab.File, Refusal.Of("DatabaseReadOnly", () => _lab.Files.Upgrade(DatabaseLab.Cancellation)).Message, StringComparison.Ordinal);
            Assert.Contains(_lab.File, Refusal.Of("DatabaseReadOnly", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation)).Message, StringComparison.Ordinal);
        });
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void A_damaged_file_in_a_folder_that_may_only_be_read_stays()
    {
        MakeOlder();
        var backup = Backup();
        File.WriteAllText(_lab.File, "damaged");
        File.SetUnixFileMode(_lab.Settings.Database.BackupFolder, Everyone);
        File.SetUnixFileMode(_lab.Folder, ReadOnlyFolder);
        var before = Everything();
        OrdinaryUser.Run(() => Refusal.Of("DatabaseReadOnly", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation)));
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_for_backups_that_may_only_be_read_stops_everything(bool isDamaged)
    {
        MakeOlder();
        var backup = Backup();
        if (isDamaged)
        {
            File.WriteAllText(_lab.File, "damaged");
        }

        File.SetUnixFileMode(_lab.File, Everyone);
        File.SetUnixFileMode(_lab.Folder, Everyone);
        File.SetUnixFileMode(_lab.Settings.Database.BackupFolder, ReadOnlyFolder);
        var before = Everything();
        OrdinaryUser.Run(() =>
        {
            if (isDamaged)
            {
                Refusal.Of("DatabaseReadOnly", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation));
            }
            else
            {
                Refusal.Of("BackupFailed", () => _lab.Files.Upgrade(DatabaseLab.Cancellation));
                Refusal.Of("BackupFailed", () => _lab.Files.Backup(null, overwrite: true, DatabaseLab.Cancellation));
                Refusal.Of("BackupFailed", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation));
            }
        });
        File.SetUnixFileMode(_lab.Settings.Database.BackupFolder, Everyone);
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(100)]
    public void A_full_disk_under_the_database_is_said_and_changes_nothing(int kilobytesLeft)
    {
        using var disk = SmallDisk.Make(2048);
        PutDatabaseOn(disk);
        MakeOlder();
        var backup = Backup();
        disk.Fill(kilobytesLeft);
        var before = Everything(disk.Path);
        Full(Refusal.Of("DatabaseFailed", () => _lab.Files.Upgrade(DatabaseLab.Cancellation)));
        Assert.Equal(before, Everything(disk.Path));
        Full(Refusal.Of("DatabaseFailed", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation)));
        Assert.Equal(before, Everything(disk.Path));
        Assert.Equal([backup], Directory.GetFiles(_lab.Settings.Database.BackupFolder));
        Assert.Equal(["2000"], _lab.Rows("SELECT COUNT(*) FROM dataset"));
        Assert.Equal(["ok"], _lab.Rows("PRAGMA integrity_check"));
    }

    [Fact]
    public void A_disk_that_is_full_half_way_through_a_restore_leaves_the_database_as_it_was()
    {
        // Room for the prepared copy, and for the journal's first pages only.
        using var disk = SmallDisk.Make(4096);
        PutDatabaseOn(disk);
        Current();
        var backup = Backup();
        _lab.Sql("UPDATE dataset SET name = name || ' changed since'");
        var rows = _lab.Rows("SELECT id, name FROM dataset ORDER BY id");
        disk.Fill((int)(new FileInfo(backup).Length / 1024) + 60);
        Full(Refusal.Of("DatabaseFailed", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation)));
        Assert.Equal(rows, _lab.Rows("SELECT id, name FROM dataset ORDER BY id"));
        Assert.Equal(["ok"], _lab.Rows("PRAGMA integrity_check"));
        Assert.Equal([backup], Directory.GetFiles(_lab.Settings.Database.BackupFolder));
        Assert.Equal(["datasets.db", "filler"], Directory.GetFiles(disk.Path).Select(Path.GetFileName).Order());

        File.Delete(Path.Join(disk.Path, "filler"));
        Assert.True(_lab.Files.Restore(backup, DatabaseLab.Cancellation).Restored);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void A_full_disk_under_the_backups_is_said_and_changes_nothing(int kilobytesLeft)
    {
        MakeOlder();
        var backup = Backup();
        using var disk = SmallDisk.Make(512);
        disk.Fill(kilobytesLeft);
        _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { BackupFolder = disk.Path } };
        var before = Everything();
        foreach (var act in (ReadOnlySpan<Action>)[
            () => _lab.Files.Upgrade(DatabaseLab.Cancellation),
            () => _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation),
            () => _lab.Files.Restore(backup, DatabaseLab.Cancellation)])
        {
            Full(Refusal.Of("BackupFailed", act));
            Assert.Equal([Path.Join(disk.Path, "filler")], Directory.GetFiles(disk.Path));
            Assert.Equal(before, Everything());
        }
    }

    [Theory]
    [InlineData("BEGIN EXCLUSIVE")]
    [InlineData("BEGIN IMMEDIATE")]
    [InlineData("BEGIN; SELECT COUNT(*) FROM dataset")]
    public void An_update_of_a_database_in_use_is_refused_when_it_does_not_end_and_done_when_it_does(string use)
    {
        MakeOlder();
        Directory.CreateDirectory(_lab.Settings.Database.BackupFolder);
        var before = Everything();
        using var other = _lab.Raw();
        using (var reading = other.CreateCommand())
        {
#pragma warning disable CA2100 // Test data.
            reading.CommandText = use;
#pragma warning restore CA2100
            reading.ExecuteScalar();
            Refusal.Of("DatabaseLocked", () => _lab.Files.Upgrade(DatabaseLab.Cancellation));
        }

        _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { BusyTimeout = TimeSpan.FromSeconds(30) } };
        using var release = new Timer(_ => DatabaseLab.Sql(other, "ROLLBACK"), null, 200, Timeout.Infinite);
        Assert.Equal(Migration.CurrentVersion, _lab.Files.Upgrade(DatabaseLab.Cancellation).ToVersion);
        Assert.NotEqual(before, Everything());
        Assert.Single(Directory.GetFiles(_lab.Settings.Database.BackupFolder));
    }

    [Fact]
    public void An_update_that_is_cancelled_changes_nothing()
    {
        MakeOlder();
        Directory.CreateDirectory(_lab.Settings.Database.BackupFolder);
        var before = Everything();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _lab.Files.Upgrade(stop.Token));
        Assert.Equal(before, Everything());
    }

    private static void Full(StatusException e)
    {
        Assert.True(
            e.Message.Contains("full", StringComparison.Ordinal) || e.Message.Contains("No space left on device", StringComparison.Ordinal), e.Message);
        Assert.DoesNotContain("SQLite", e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.RecommendedAction);
    }

    private void PutDatabaseOn(SmallDisk disk) =>
        _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { Path = Path.Join(disk.Path, "datasets.db") } };

    private void MakeOlder()
    {
        _lab.MakeForeign(35);
        Fill();
    }

    private void Current()
    {
        _lab.Files.Create();
        Fill();
    }

    private void Fill() => _lab.Sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO dataset (name, path_on_fast_store) SELECT 'd' || i, '/fast/Acquire/RSCM/some-pi/5CL18/d' || i FROM n");

    private string Backup() => _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation).Path;

    private string Everything() => Everything(_lab.Folder);

    private static string Everything(string folder) => string.Join('\n', Directory
        .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {(File.Exists(path) ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))) : string.Empty)}"));
}
