using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;

namespace MicroStatus.Cmdlet.Tests.Database;

public sealed class BackupCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly FakeDatabaseFiles _files;
    private readonly CmdletRunner _runner;

    public BackupCommandTests()
    {
        _backend.DatabaseFilesOverride = _files = new FakeDatabaseFiles(_backend.Database, _backend.Time);
        _runner = new CmdletRunner(_backend, typeof(BackupDatasetDbCommand), typeof(RestoreDatasetDbCommand), typeof(UpdateDatasetDbCommand));
        foreach (var day in (int[])[1, 2, 3])
        {
            _files.Expired.Add(Daily(day));
        }
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void Keeping_makes_todays_backup_and_then_removes_the_expired_ones()
    {
        var backup = Assert.Single(_runner.Run("Backup-DatasetDb -Keep").Of<DatabaseBackup>());
        Assert.Equal(["/backups/datasets-2026-09-01.db", "/backups/datasets-2026-09-02.db", "/backups/datasets-2026-09-03.db"], backup.Removed);
        Assert.Equal([backup.Path], _files.Backups);
        Assert.Empty(_files.Expired);
    }

    [Fact]
    public void Keeping_with_todays_backup_there_makes_no_other_and_removes()
    {
        _files.Todays = new DatabaseBackup("/backups/today.db", "/lab/datasets.db", 1, 2, _backend.Time.GetUtcNow());
        var backup = Assert.Single(_runner.Run("Backup-DatasetDb -Keep").Of<DatabaseBackup>());
        Assert.Equal(("/backups/today.db", 3), (backup.Path, backup.Removed.Count));
        Assert.Empty(_files.Backups);
    }

    [Fact]
    public void Keeping_with_force_makes_todays_backup_anew()
    {
        _files.Todays = new DatabaseBackup("/backups/today.db", "/lab/datasets.db", 1, 2, _backend.Time.GetUtcNow());
        Assert.Single(_runner.Run("Backup-DatasetDb -Keep -Force").Of<DatabaseBackup>());
        Assert.Single(_files.Backups);
    }

    [Fact]
    public void Keeping_removes_nothing_when_todays_backup_is_damaged()
    {
        _files.BackupFailure = new StatusException("BackupVerificationFailed", StatusErrorCategory.InvalidData, "Damaged.");
        Assert.Equal(["BackupVerificationFailed,MicroStatus.Database.BackupDatasetDbCommand"], _runner.Run("Backup-DatasetDb -Keep").ErrorIds);
        Assert.Equal(3, _files.Expired.Count);
    }

    [Fact]
    public void Keeping_with_what_if_lists_every_removal_and_does_nothing()
    {
        var result = _runner.Run("Backup-DatasetDb -Keep -WhatIf");
        Assert.Empty(result.Output);
        Assert.Empty(_files.Backups);
        Assert.Equal(3, _files.Expired.Count);
        Assert.Equal(
            ["datasets-2026-09-01", "datasets-2026-09-02", "datasets-2026-09-03"],
            _runner.Host.Lines.Where(line => line.Contains("Remove the old backup", StringComparison.Ordinal)).Select(line => line[line.IndexOf("datasets-", StringComparison.Ordinal)..][..19]));
    }

    [Fact]
    public void A_backup_that_a_person_declines_removes_nothing_and_asks_no_more()
    {
        _runner.Host.Answers.Enqueue("No");
        var result = _runner.Run("Backup-DatasetDb -Keep -Confirm");
        Assert.Single(result.Questions);
        Assert.Equal(3, _files.Expired.Count);
    }

    [Fact]
    public void Each_removal_is_asked_for()
    {
        foreach (var answer in (string[])["Yes", "Yes", "No", "Yes"])
        {
            _runner.Host.Answers.Enqueue(answer);
        }

        Assert.Equal(2, Assert.Single(_runner.Run("Backup-DatasetDb -Keep -Confirm").Of<DatabaseBackup>()).Removed.Count);
        Assert.Equal("/backups/datasets-2026-09-02.db", Assert.Single(_files.Expired).Path);
    }

    [Fact]
    public void A_removal_that_fails_is_told_and_the_next_is_done()
    {
        _files.RemovalFailure = ("/backups/datasets-2026-09-02.db", new StatusException("BackupRemovalFailed", StatusErrorCategory.Failure, "No."));
        var result = _runner.Run("Backup-DatasetDb -Keep");
        Assert.Equal(["BackupRemovalFailed,MicroStatus.Database.BackupDatasetDbCommand"], result.ErrorIds);
        Assert.Equal(2, Assert.Single(result.Of<DatabaseBackup>()).Removed.Count);
    }

    [Fact]
    public void Keeping_goes_with_no_destination()
    {
        Assert.Equal(["DestinationNotKept,MicroStatus.Database.BackupDatasetDbCommand"], _runner.Run("Backup-DatasetDb /x.db -Keep").ErrorIds);
        Assert.Empty(_files.Backups);
        Assert.Equal(3, _files.Expired.Count);
    }

    [Fact]
    public void A_restore_asks_and_tells_before_and_after()
    {
        _runner.Host.Answers.Enqueue("Yes");
        var result = _runner.Run("Restore-DatasetDb /backups/a.db");
        Assert.Contains("/lab/datasets.db: 0 datasets -> 7 datasets of /backups/a.db", Assert.Single(result.Questions), StringComparison.Ordinal);
        var restore = Assert.Single(result.Of<DatabaseRestore>());
        Assert.Equal(("/backups/a.db", "/backups/datasets-replaced.db", true), (restore.Backup, restore.Replaced, restore.Restored));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_restore_with_what_if_verifies_and_does_nothing()
    {
        Assert.False(Assert.Single(_runner.Run("Restore-DatasetDb /backups/a.db -WhatIf").Of<DatabaseRestore>()).Restored);
        Assert.Empty(_files.Restored);
        _files.BackupFailure = new StatusException("BackupNotSqlite", StatusErrorCategory.InvalidData, "None.");
        Assert.Equal(["BackupNotSqlite,MicroStatus.Database.RestoreDatasetDbCommand"], _runner.Run("Restore-DatasetDb /backups/a.db -WhatIf").ErrorIds);
    }

    [Fact]
    public void The_latest_backup_is_the_daily_one_of_the_newest_day()
    {
        Assert.Equal(["BackupNotFound,MicroStatus.Database.RestoreDatasetDbCommand"], _runner.Run("Restore-DatasetDb -Latest -Confirm:$false").ErrorIds);
        _files.BackupFiles.Add(new BackupFile("/backups/datasets-replaced-x.db", null, _backend.Time.GetUtcNow(), 1));
        _files.BackupFiles.Add(Daily(3));
        _files.BackupFiles.Add(Daily(5));
        _runner.Run("Restore-DatasetDb -Latest -Confirm:$false");
        Assert.Equal(["/backups/datasets-2026-09-05.db"], _files.Restored);
    }

    [Fact]
    public void A_backup_of_an_older_version_is_restored_with_a_warning_what_comes_next()
    {
        _files.BackupVersion = 0;
        Assert.Contains("Update-DatasetDb next", Assert.Single(_runner.Run("Restore-DatasetDb /backups/a.db -Confirm:$false").Warnings), StringComparison.Ordinal);
        Assert.Contains("has to be run after", Assert.Single(_runner.Run("Restore-DatasetDb /backups/a.db -WhatIf").Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Restore-DatasetDb ", new[] { "'/backups/datasets-2026-09-05.db'", "'/backups/datasets-2026-09-03.db'" })]
    [InlineData("Restore-DatasetDb datasets-2026-09-03", new[] { "'/backups/datasets-2026-09-03.db'" })]
    [InlineData("Restore-DatasetDb /backups/datasets-2026-09-05", new[] { "'/backups/datasets-2026-09-05.db'" })]
    [InlineData("Restore-DatasetDb nothing", new string[0])]
    public void Tab_offers_backups_newest_first(string line, string[] offered)
    {
        _files.BackupFiles.Add(Daily(5));
        _files.BackupFiles.Add(Daily(3));
        var result = _runner.With("line", line).Run("([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches | ForEach-Object CompletionText");
        Assert.Equal(offered, result.Of<string>().Where(text => text.Contains("/backups/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Update-DatasetDb -Verbose")]
    [InlineData("Update-DatasetDb -WhatIf -Verbose")]
    public void Row_problems_are_told_with_and_without_steps(string script)
    {
        _files.RowProblems.Add(new RowProblem(7, "a\nb", "/fast/a", "created: 'x' is not a time"));
        var result = _runner.Run(script);
        Assert.Equal(7, Assert.Single(Assert.Single(result.Of<DatabaseUpgrade>()).RowProblems).Id);
        Assert.Contains(result.Verbose, line => line.StartsWith("#7 a", StringComparison.Ordinal) && line.EndsWith("created: 'x' is not a time", StringComparison.Ordinal));
    }

    private static BackupFile Daily(int day) => new($"/backups/datasets-2026-09-{day:D2}.db", new DateOnly(2026, 9, day), DateTimeOffset.UnixEpoch, 1);
}
