using Microsoft.Data.Sqlite;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class DatabaseTroubleTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public DatabaseTroubleTests() => _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);

    public void Dispose() => _lab.Dispose();

    [Fact]
    public Task No_database_is_said() => RefusesAsync("DatabaseNotFound", () => File.Delete(_lab.DatabaseFile));

    [Fact]
    public Task A_file_that_is_no_database_is_said() => RefusesAsync("DatabaseNotSqlite", () => File.WriteAllText(_lab.DatabaseFile, new string('x', 8192)));

    [Fact]
    public Task A_newer_database_is_said() => RefusesAsync("DatabaseTooNew", () => _lab.Sql("PRAGMA user_version = 999"));

    [Fact]
    public Task A_corrupt_database_is_said() => RefusesAsync("DatabaseCorrupt", () =>
    {
        using var stream = new FileStream(_lab.DatabaseFile, FileMode.Open);
        stream.Position = 100;
        stream.Write(new byte[(int)Math.Min(stream.Length - 100, 60_000)]);
    });

    [Fact]
    public async Task A_locked_database_is_said()
    {
        await using var connection = new SqliteConnection($"Data Source={_lab.DatabaseFile};Pooling=False");
        await connection.OpenAsync(CheckLab.Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(CheckLab.Cancellation);

        await RefusesAsync("DatabaseLocked", () => { });
    }

    private async Task RefusesAsync(string errorId, Action spoil)
    {
        spoil();
        var before = _lab.Everything();
        foreach (var whatIf in new[] { true, false })
        {
            var refusal = await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync(whatIf));

            Assert.Equal(errorId, refusal.ErrorId);
            Assert.Equal(before, _lab.Everything());
        }
    }
}
