using MicroStatus.Cluster;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Database.Examination;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Database;

public sealed class TestDatasetDbCommandTests : IDisposable
{
    private const string Fast = "/CBI_FastStore/Acquire/RSCM/";

    private readonly FakeBackend _backend = new();
    private readonly FakeDatabaseFiles _files;
    private readonly CmdletRunner _runner;

    public TestDatasetDbCommandTests()
    {
        _backend.DatabaseFilesOverride = _files = new FakeDatabaseFiles(_backend.Database, _backend.Time);
        _backend.Files.AddFolder("/CBI_FastStore/Acquire/RSCM").AddFolder("/h20/Acquire");
        _runner = new CmdletRunner(_backend, typeof(TestDatasetDbCommand));
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void A_database_in_order_gives_no_output_and_is_opened_for_reading_only()
    {
        Add("x_stack1");
        var result = _runner.Run("Test-DatasetDb");
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Equal([DatabaseAccess.ReadOnly], _files.Opened);
        Assert.True(Assert.Single(_runner.Run("Test-DatasetDb -Quiet").Of<bool>()));
    }

    [Fact]
    public void Findings_come_with_their_rows_and_commands_and_quiet_says_no()
    {
        Add("gone_stack1", isThere: false);
        var finding = Assert.Single(_runner.Run("Test-DatasetDb").Of<DatabaseFinding>());
        Assert.Equal((FindingSeverity.Error, DatabaseCheck.Place), (finding.Severity, finding.Check));
        Assert.Equal([1L], finding.Id);
        Assert.False(Assert.Single(_runner.Run("Test-DatasetDb -Quiet").Of<bool>()));
    }

    [Fact]
    public void Information_alone_is_in_order()
    {
        _files.Examination.Result = _files.Examination.Result with { Schema = [new SchemaDifference(SchemaDifferenceKind.Extra, "web", "Extra.")] };
        Assert.True(Assert.Single(_runner.Run("Test-DatasetDb -Quiet").Of<bool>()));
    }

    [Fact]
    public void A_repair_is_asked_for_each_safe_finding_after_one_backup()
    {
        AddDamaged("x_stack1");
        AddDamaged("x_stack2");
        AddDamaged("x_stack3");
        _files.Examination.Result = _files.Examination.Result with { HasSummaryRow = false };
        foreach (var answer in (string[])["Yes", "Yes", "No", "Yes"])
        {
            _runner.Host.Answers.Enqueue(answer);
        }

        var result = _runner.Run("Test-DatasetDb -Repair");

        Assert.Equal(4, result.Questions.Count);
        Assert.Equal([true, true, false, true], result.Of<DatabaseFinding>().Select(finding => finding.Repaired));
        Assert.Contains("-before-repair-2026-09-14_08-00-00.db", Assert.Single(_files.Backups), StringComparison.Ordinal);
        Assert.Equal([1L, 3L], _backend.Database.Applied.Select(change => change.Id ?? 0));
        Assert.Equal(["repaired", "repaired"], _backend.Database.Events.Select(entry => entry.Kind));
        Assert.Equal([FileRepairKind.AddSummaryRow], _files.Examination.Repaired.Select(repair => repair.Kind));
    }

    [Fact]
    public void What_if_repairs_nothing_and_makes_no_backup()
    {
        AddDamaged("x_stack1");
        var finding = Assert.Single(_runner.Run("Test-DatasetDb -Repair -WhatIf").Of<DatabaseFinding>());
        Assert.Equal((true, false), (finding.IsSafe, finding.Repaired));
        Assert.Empty(_files.Backups);
        Assert.Empty(_backend.Database.Applied);
        Assert.Equal([DatabaseAccess.ReadOnly], _files.Opened);
    }

    [Fact]
    public void Without_repair_nobody_is_asked()
    {
        AddDamaged("x_stack1");
        Assert.Empty(_runner.Run("Test-DatasetDb").Questions);
    }

    [Fact]
    public void Indexes_are_built_anew_after_a_copy_of_their_own()
    {
        _files.Examination.Result = _files.Examination.Result with { IntegrityFaults = ["row 1 missing from index x"], AreOnlyIndexes = true };
        Assert.True(Assert.Single(_runner.Run("Test-DatasetDb -Repair -Confirm:$false").Of<DatabaseFinding>()).Repaired);
        Assert.Single(_files.Examination.Copies);
        Assert.Empty(_files.Backups);
    }

    [Fact]
    public void A_repair_that_fails_is_an_error_of_its_own_and_the_finding_stays()
    {
        _files.Examination.Hopeless.Add(FileRepairKind.AddSummaryRow);
        _files.Examination.Result = _files.Examination.Result with { HasSummaryRow = false };
        var result = _runner.Run("Test-DatasetDb -Repair -Confirm:$false");
        Assert.Equal(["RepairFailed,MicroStatus.Database.TestDatasetDbCommand"], result.ErrorIds);
        Assert.False(Assert.Single(result.Of<DatabaseFinding>()).Repaired);
    }

    [Fact]
    public void Without_a_backup_nothing_is_repaired_and_it_is_said_once()
    {
        AddDamaged("x_stack1");
        AddDamaged("x_stack2");
        _files.Backups.Add("/CBI_FastStore/Iana/db_backups/RSCM_MesoSPIM_datasets-before-repair-2026-09-14_08-00-00.db");
        var result = _runner.Run("Test-DatasetDb -Repair -Confirm:$false");
        Assert.Equal(["BackupExists,MicroStatus.Database.TestDatasetDbCommand"], result.ErrorIds);
        Assert.All(result.Of<DatabaseFinding>(), finding => Assert.False(finding.Repaired));
        Assert.Empty(_backend.Database.Applied);
    }

    [Fact]
    public void What_is_no_dataset_database_ends_the_command()
    {
        _files.Examination.Failure = new StatusException("DatabaseNotSqlite", StatusErrorCategory.InvalidData, "No database.");
        Assert.Equal(["DatabaseNotSqlite,MicroStatus.Database.TestDatasetDbCommand"], _runner.Run("Test-DatasetDb").ErrorIds);
    }

    [Fact]
    public void A_database_that_needs_an_update_is_a_finding_and_its_rows_are_not_read()
    {
        _files.Examination.Result = _files.Examination.Result with
        {
            Obstacle = new StatusException("DatabaseNeedsUpdate", StatusErrorCategory.InvalidOperation, "Older."),
        };
        Assert.Equal("Update-DatasetDb", Assert.Single(_runner.Run("Test-DatasetDb").Of<DatabaseFinding>()).Repair);
        Assert.Empty(_files.Opened);
    }

    [Fact]
    public void A_store_that_is_absent_is_a_warning_and_not_a_hundred_findings()
    {
        Add("x_stack1", isThere: false);
        _backend.Files.Remove("/CBI_FastStore/Acquire");
        var result = _runner.Run("Test-DatasetDb");
        Assert.Single(result.Warnings, warning => warning.StartsWith("FastStore is absent", StringComparison.Ordinal));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void The_cluster_is_asked_once_and_only_when_something_is_being_moved()
    {
        Add("x_stack1");
        _runner.Run("Test-DatasetDb");
        Assert.Equal(0, _backend.Cluster.Asked);

        Add("x_stack2", moving: true);
        Add("x_stack3", moving: true);
        _backend.Cluster.Jobs.Add(FakeCluster.Job("7", "move_00002"));
        _backend.Cluster.Jobs.Add(FakeCluster.Job("8", "move_00003", ClusterJobState.Failed));
        Assert.Equal([3L], _runner.Run("Test-DatasetDb").Of<DatabaseFinding>().SelectMany(finding => finding.Id));
        Assert.Equal(1, _backend.Cluster.Asked);

        _backend.Cluster.Failure = new StatusException("ClusterCommandNotFound", StatusErrorCategory.NotFound, "No squeue.");
        Assert.All(
            _runner.Run("Test-DatasetDb").Of<DatabaseFinding>(),
            finding => Assert.Equal((FindingSeverity.Warning, true), (finding.Severity, finding.Text.EndsWith("Only the files were looked at: No squeue.", StringComparison.Ordinal))));
    }

    private void Add(string name, bool isThere = true, bool moving = false)
    {
        if (isThere)
        {
            _backend.Files.AddFolder(Fast + name);
        }

        _backend.Database.Datasets.Add(new Dataset
        {
            Id = _backend.Database.Datasets.Count + 1,
            Name = name,
            Path = Fast + name,
            Modality = "rscm",
            ImagingStatusText = "in_progress",
            Moving = moving,
        });
    }

    private void AddDamaged(string name)
    {
        Add(name);
        _backend.Database.Datasets[^1] = _backend.Database.Datasets[^1] with
        {
            ImagingStatus = ImagingStatus.NeedsAttention,
            ImagingStatusText = "0",
            RowProblems = ["imaging_status: '0' is not a status"],
        };
    }
}
