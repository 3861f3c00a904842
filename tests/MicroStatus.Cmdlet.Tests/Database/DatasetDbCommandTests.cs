using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Database;

public sealed class DatasetDbCommandTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly FakeDatabaseFiles _files;
    private readonly CmdletRunner _runner;

    public DatasetDbCommandTests()
    {
        _backend.DatabaseFilesOverride = _files = new FakeDatabaseFiles(_backend.Database, _backend.Time);
        _runner = new CmdletRunner(
            _backend, typeof(NewDatasetDbCommand), typeof(UpdateDatasetDbCommand), typeof(BackupDatasetDbCommand), typeof(ClearDatasetDbCommand));
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void A_new_database_is_made_and_told()
    {
        _files.Exists = false;
        Assert.Equal(_backend.Database.Path, Assert.Single(_runner.Run("New-DatasetDb").Of<FileInfo>()).FullName);
        Assert.Equal(["DatabaseExists,MicroStatus.Database.NewDatasetDbCommand"], _runner.Run("New-DatasetDb").ErrorIds);
    }

    [Fact]
    public void What_if_makes_updates_and_copies_nothing()
    {
        _files.PendingSteps.Add("add the column dataset.public");
        _files.Exists = false;
        Assert.Empty(_runner.Run("New-DatasetDb -WhatIf; Backup-DatasetDb -WhatIf").Output);
        Assert.False(_files.Exists);
        Assert.Empty(_files.Backups);

        var plan = Assert.Single(_runner.Run("Update-DatasetDb -WhatIf").Of<DatabaseUpgrade>());
        Assert.Equal(("add the column dataset.public", null), (plan.Steps[0], plan.Backup));
        Assert.Contains(_runner.Host.Lines, line => line.Contains("add the column dataset.public", StringComparison.Ordinal));
        Assert.Single(_files.PendingSteps);
    }

    [Fact]
    public void An_update_tells_its_steps_and_its_backup_and_a_current_database_has_none()
    {
        _files.PendingSteps.Add("add the column dataset.public");
        var upgrade = Assert.Single(_runner.Run("Update-DatasetDb").Of<DatabaseUpgrade>());
        Assert.NotNull(upgrade.Backup);
        Assert.Empty(Assert.Single(_runner.Run("Update-DatasetDb").Of<DatabaseUpgrade>()).Steps);
    }

    [Fact]
    public void A_backup_is_replaced_only_with_force()
    {
        Assert.Single(_runner.Run("Backup-DatasetDb /backups/a.db").Of<DatabaseBackup>());
        Assert.Equal(["BackupExists,MicroStatus.Database.BackupDatasetDbCommand"], _runner.Run("Backup-DatasetDb /backups/a.db").ErrorIds);
        Assert.Equal("/backups/a.db", Assert.Single(_runner.Run("Backup-DatasetDb /backups/a.db -Force").Of<DatabaseBackup>()).Path);
    }

    [Fact]
    public void Clearing_asks_for_each_dataset_with_the_whole_word_demo_and_removes_those_agreed_to()
    {
        Fill("Demo", "a_demo_b", "x.DEMO", "democracy", "demos", "test_1", "my demo 2");
        foreach (var answer in (string[])["Yes", "No", "Yes", "No"])
        {
            _runner.Host.Answers.Enqueue(answer);
        }

        var result = _runner.Run("Clear-DatasetDb");
        Assert.Equal(4, result.Questions.Count);
        Assert.Contains("#2 a_demo_b (/fast/a_demo_b)", result.Questions[1], StringComparison.Ordinal);
        var clearing = Assert.Single(result.Of<DatabaseClearing>());
        Assert.Equal((7, 5, 2), (clearing.Before, clearing.After, clearing.Removed));
        Assert.Equal([clearing.Backup], _files.Backups);
        Assert.Equal(["a_demo_b", "democracy", "demos", "test_1", "my demo 2"], _backend.Database.Datasets.Select(dataset => dataset.Name));
    }

    [Fact]
    public void Clearing_with_what_if_opens_for_reading_only_and_makes_no_backup()
    {
        Fill("demo_1", "other");
        var clearing = Assert.Single(_runner.Run("Clear-DatasetDb -WhatIf").Of<DatabaseClearing>());
        Assert.Equal((2, 2, 0, null), (clearing.Before, clearing.After, clearing.Removed, clearing.Backup));
        Assert.Equal([DatabaseAccess.ReadOnly], _files.Opened);
        Assert.Empty(_files.Backups);
        Assert.Single(_runner.Host.Lines, line => line.Contains("demo_1", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_clearings_of_a_day_keep_both_backups()
    {
        Fill("demo_1");
        _runner.Run("Clear-DatasetDb -Confirm:$false");
        Fill("demo_2");
        _backend.Time.Advance(TimeSpan.FromMinutes(1));
        _runner.Run("Clear-DatasetDb -Confirm:$false");
        Assert.Equal(2, _files.Backups.Count);
    }

    private void Fill(params string[] names)
    {
        foreach (var name in names)
        {
            _backend.Database.Datasets.Add(new Dataset { Id = _backend.Database.Datasets.Count + 1, Name = name, Path = "/fast/" + name });
        }
    }
}
