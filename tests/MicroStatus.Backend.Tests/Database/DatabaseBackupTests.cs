using MicroStatus.Database;

namespace MicroStatus.Backend.Tests.Database;

public sealed class DatabaseBackupTests : IDisposable
{
    private readonly DatabaseLab _lab = new();

    public void Dispose() => _lab.Dispose();

    private string Today => Path.Join(_lab.Settings.Database.BackupFolder, "datasets-2026-09-14.db");

    [Fact]
    public void A_backup_is_named_by_the_day_at_the_lab_and_can_be_opened()
    {
        Fill(300);
        _lab.Clock.SetUtcNow(new DateTimeOffset(2026, 9, 15, 2, 0, 0, TimeSpan.Zero));
        var backup = _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation);
        Assert.Equal(new DatabaseBackup(Today, _lab.File, new FileInfo(Today).Length, 300, _lab.Clock.GetUtcNow()), backup);
        Assert.True(File.GetUnixFileMode(Today).HasFlag(UnixFileMode.GroupWrite));
        Assert.Equal([Today], Directory.GetFiles(_lab.Settings.Database.BackupFolder));
        _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { Path = Today } };
        using var copy = _lab.Open();
        Assert.Equal(CheckMode.Active, copy.ReadMonitorState().Mode);
    }

    [Fact]
    public void An_existing_backup_is_replaced_only_on_demand()
    {
        Fill(1);
        _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation);
        _lab.Sql("INSERT INTO dataset (name) VALUES ('one more')");
        Refusal.Of("BackupExists", () => _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation));
        Assert.Equal(2, _lab.Files.Backup(null, overwrite: true, DatabaseLab.Cancellation).Datasets);
    }

    [Fact]
    public void A_backup_never_replaces_the_database_itself()
    {
        Fill(1);
        Refusal.Of("BackupFailed", () => _lab.Files.Backup(_lab.File, overwrite: true, DatabaseLab.Cancellation));
        Assert.Equal(["1"], _lab.Rows("SELECT COUNT(*) FROM dataset"));
    }

    [Fact]
    public void A_destination_that_cannot_be_written_is_named()
    {
        Fill(1);
        Refusal.Of("BackupFailed", () => _lab.Files.Backup(Path.Join(_lab.Folder, "nowhere", "x.db"), overwrite: false, DatabaseLab.Cancellation));
    }

    [Fact]
    public void A_cancelled_backup_leaves_nothing()
    {
        Fill(1);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _lab.Files.Backup(Path.Join(_lab.Folder, "copy.db"), overwrite: false, stop.Token));
        Assert.Equal([_lab.File], Directory.GetFiles(_lab.Folder));
    }

    [Fact]
    public void A_copy_that_is_not_sound_is_thrown_away()
    {
        Fill(3000);
        var bytes = File.ReadAllBytes(_lab.File);
        bytes.AsSpan(bytes.Length / 2 / 4096 * 4096, 4096 * 4).Fill(0x5a); // among the rows, far behind the schema
        File.WriteAllBytes(_lab.File, bytes);
        Refusal.Of("BackupVerificationFailed", () => _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation));
        Assert.Empty(Directory.GetFiles(_lab.Settings.Database.BackupFolder));
    }

    [Fact]
    public async Task A_backup_taken_while_others_write_holds_whole_transactions_only()
    {
        _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { BusyTimeout = TimeSpan.FromSeconds(30) } };
        Fill(2000);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                using var writer = _lab.Raw();
                DatabaseLab.Sql(writer, "PRAGMA busy_timeout = 30000");
                while (!stop.IsCancellationRequested)
                {
                    // Always two at a time.
                    DatabaseLab.Sql(writer, "BEGIN IMMEDIATE; INSERT INTO dataset (name) VALUES ('a'); INSERT INTO dataset (name) VALUES ('b'); COMMIT");
                }
            },
            DatabaseLab.Cancellation);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(0, _lab.Files.Backup(null, overwrite: true, DatabaseLab.Cancellation).Datasets % 2);
        }

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public void A_backup_of_a_database_with_a_write_ahead_log_is_one_file()
    {
        Fill(10);
        _lab.Sql("PRAGMA journal_mode = WAL");
        Assert.Equal(10, _lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation).Datasets);
        Assert.Equal([Today], Directory.GetFiles(_lab.Settings.Database.BackupFolder));
    }

    private void Fill(int rows)
    {
        _lab.Files.Create();
        _lab.Sql($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO dataset (name, path_on_fast_store) SELECT 'd' || i, '/fast/Acquire/RSCM/some-pi/5CL18/d' || i FROM n");
    }

    [Fact]
    public void What_killed_processes_left_a_day_ago_is_removed_and_nothing_else()
    {
        using var database = _lab.Create();
        Directory.CreateDirectory(_lab.Settings.Database.BackupFolder);
        string[] left = [Path.Join(_lab.Folder, $".{Guid.NewGuid():N}.tmp"), Path.Join(_lab.Settings.Database.BackupFolder, $".{Guid.NewGuid():N}.tmp-journal")];
        string[] kept = [Path.Join(_lab.Folder, ".person.tmp"), Path.Join(_lab.Folder, $".{Guid.NewGuid():N}.tmp"), Path.Join(_lab.Folder, $"x.{Guid.NewGuid():N}.tmp")];
        Array.ForEach([.. left, .. kept], file => File.WriteAllText(file, string.Empty));
        Array.ForEach([.. left, kept[0], kept[2]], file => File.SetLastWriteTimeUtc(file, _lab.Clock.GetUtcNow().UtcDateTime.AddHours(-25)));
        File.SetLastWriteTimeUtc(kept[1], _lab.Clock.GetUtcNow().UtcDateTime.AddHours(-23));

        _lab.Files.Backup(destination: null, overwrite: false, DatabaseLab.Cancellation);

        Assert.DoesNotContain(left, File.Exists);
        Assert.All(kept, file => Assert.True(File.Exists(file), file));
    }
}
