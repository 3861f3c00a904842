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
            _backend, typeof(NewDatasetDbCommand), typeof(UpdateDatasetDbCommand), typeof(BackupDatasetDbCommand), typeof(ClearDatasetDbCommand),
            typeof(GetDatasetCommand));
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
    public void Clearings_of_a_day_or_a_second_keep_all_backups()
    {
        Fill("demo_1");
        _runner.Run("Clear-DatasetDb -Confirm:$false");
        Fill("demo_2");
        _backend.Time.Advance(TimeSpan.FromMinutes(1));
        _runner.Run("Clear-DatasetDb -Confirm:$false");
        Fill("demo_3");
        _runner.Run("Clear-DatasetDb -Confirm:$false");
        Assert.Equal(3, _files.Backups.Count);
        Assert.Single(_files.Backups, backup => backup.EndsWith("-2.db", StringComparison.Ordinal));
    }

    [Fact]
    public void Clearing_by_id_removes_exactly_these_whatever_they_are_called()
    {
        Fill("demo_1", "other", "third", "fourth");
        var result = _runner.Run("Clear-DatasetDb -Id 3, 2, 3, 99 -Confirm:$false");
        Assert.Equal(["DatasetNotFound,MicroStatus.Database.ClearDatasetDbCommand"], result.ErrorIds);
        Assert.Equal(99L, result.Errors[0].TargetObject);
        var clearing = Assert.Single(result.Of<DatabaseClearing>());
        Assert.Equal((4, 2, 2), (clearing.Before, clearing.After, clearing.Removed));
        Assert.Equal([2L, 3L], clearing.RemovedIds);
        Assert.Equal(["other", "third"], clearing.RemovedNames);
        Assert.Equal(["demo_1", "fourth"], _backend.Database.Datasets.Select(dataset => dataset.Name));
    }

    [Theory]
    [InlineData("Get-Dataset other, third | Clear-DatasetDb -Confirm:$false", "demo_1")]
    [InlineData("2, 3 | Clear-DatasetDb -Confirm:$false", "demo_1")]
    [InlineData("[pscustomobject]@{ Id = '2' } | Clear-DatasetDb -Confirm:$false", "demo_1 third")]
    [InlineData("Get-Dataset zzz* | Clear-DatasetDb -Confirm:$false", "demo_1 other third")]
    [InlineData("$null | Clear-DatasetDb -Confirm:$false", "demo_1 other third")]
    [InlineData("[pscustomobject]@{ Id = $null } | Clear-DatasetDb -Confirm:$false", "demo_1 other third")]
    [InlineData("[pscustomobject]@{ X = 1 } | Clear-DatasetDb -Confirm:$false", "demo_1 other third")]
    public void Clearing_a_pipeline_removes_what_comes_and_never_the_demos_instead(string script, string left)
    {
        Fill("demo_1", "other", "third");
        _runner.Run(script);
        Assert.Equal(left, string.Join(' ', _backend.Database.Datasets.Select(dataset => dataset.Name)));
        Assert.InRange(_files.Backups.Count, 0, 1);
    }

    [Fact]
    public void Labs_that_are_piped_are_cleared_of_their_demos_and_datasets_of_several_labs_are_not_mixed()
    {
        Fill("demo_1", "other");
        _runner.Run("[pscustomobject]@{ SettingsPath = '/lab/a' } | Clear-DatasetDb -Confirm:$false");
        Assert.Equal("other", Assert.Single(_backend.Database.Datasets).Name);
        var result = _runner.Run("'/lab/a', '/lab/b' | ForEach-Object { [pscustomobject]@{ SettingsPath = $_; Id = 2 } } | Clear-DatasetDb -Confirm:$false");
        Assert.Equal(["SettingsPathMixed,MicroStatus.Database.ClearDatasetDbCommand"], result.ErrorIds);
        Assert.Single(_backend.Database.Datasets);
    }

    [Fact]
    public void A_question_says_what_goes_what_is_kept_and_what_is_still_delivered()
    {
        Fill("a", "b", "c", "d");
        Plan(1, new DatasetRemoval { Id = 1, Name = "a", Path = "/fast/a", IsObserved = true, OpenAttention = 2, WaitingMessages = 1 });
        Plan(2, new DatasetRemoval { Id = 2, Name = "b", Path = "/fast/b", IsObserved = true, SharedWith = [3, 9] });
        Plan(3, new DatasetRemoval { Id = 3, Name = "c", Path = "/fast/b", OpenAttention = 1, SharedWith = [2] });
        _runner.Run("Clear-DatasetDb -Id 1, 2, 3, 4 -WhatIf");
        string[] expected =
        [
            "\"Remove the dataset from the database; removed with it: 1 observation and 2 open reasons for attention; still delivered: 1 waiting message\" on target \"#1 a (/fast/a)\"",
            "\"Remove the dataset from the database; kept for #9 with the same folder: 1 observation\" on target \"#2 b (/fast/b)\"",
            "\"Remove the dataset from the database; removed with the last one of this and #2 with the same folder: 1 open reason for attention\" on target \"#3 c (/fast/b)\"",
            "\"Remove the dataset from the database\" on target \"#4 d (/fast/d)\"",
        ];
        Assert.All(expected.Zip(_runner.Host.Lines.Where(line => line.StartsWith("What if", StringComparison.Ordinal))), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(4, _backend.Database.Datasets.Count);

        void Plan(long id, DatasetRemoval removal) => _backend.Database.Removals[id] = removal;
    }

    [Fact]
    public void A_moving_dataset_is_refused_without_force()
    {
        Fill("demo_1", "demo_2");
        _backend.Database.Datasets[0] = _backend.Database.Datasets[0] with { Moving = true };
        var result = _runner.Run("Clear-DatasetDb -Confirm:$false");
        Assert.Equal(["DatasetMoving,MicroStatus.Database.ClearDatasetDbCommand"], result.ErrorIds);
        Assert.Equal([2L], Assert.Single(result.Of<DatabaseClearing>()).RemovedIds);
        Assert.Equal([1L], Assert.Single(_runner.Run("Clear-DatasetDb -Force -Confirm:$false").Of<DatabaseClearing>()).RemovedIds);
    }

    [Fact]
    public void A_row_that_got_another_folder_after_the_question_stays_with_an_error()
    {
        Fill("demo_1", "demo_2");
        _backend.Database.BeforeWrite = () => _backend.Database.Datasets[0] = _backend.Database.Datasets[0] with { Path = "/fast/elsewhere" };
        var result = _runner.Run("Clear-DatasetDb -Confirm:$false");
        Assert.Equal(["DatasetChangedMeanwhile,MicroStatus.Database.ClearDatasetDbCommand"], result.ErrorIds);
        var clearing = Assert.Single(result.Of<DatabaseClearing>());
        Assert.Equal((1, 1, "demo_2"), (clearing.Removed, clearing.After, clearing.RemovedNames[0]));
    }

    [Fact]
    public void A_backup_that_fails_lets_nothing_be_removed()
    {
        Fill("demo_1");
        _files.BackupFailure = new StatusException("BackupFailed", StatusErrorCategory.Failure, "The disk is full.");
        var result = _runner.Run("Clear-DatasetDb -Confirm:$false");
        Assert.Equal(["BackupFailed,MicroStatus.Database.ClearDatasetDbCommand"], result.ErrorIds);
        Assert.Empty(result.Output);
        Assert.Single(_backend.Database.Datasets);
        Assert.DoesNotContain(DatabaseAccess.ReadWrite, _files.Opened);
    }

    private void Fill(params string[] names)
    {
        foreach (var name in names)
        {
            _backend.Database.Datasets.Add(new Dataset { Id = _backend.Database.Datasets.Count + 1, Name = name, Path = "/fast/" + name });
        }
    }
}
