using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using MicroStatus.Module.Tests.Shell;

namespace MicroStatus.Module.Tests.Faults;

/// <summary>A demo lab whose database is looked at with SQLite's own program, as another program would.</summary>
internal sealed class FaultLab : IDisposable
{
    private const string Sqlite = "sqlite3";

    private FaultLab(string folder)
    {
        Folder = folder;
        Variables["MICROSTATUS_SETTINGS"] = folder;
    }

    public string Folder { get; }

    public string Database => Path.Join(Folder, "CBI_FastStore", "Iana", "RSCM_MesoSPIM_datasets.db");

    public string Backups => Path.Join(Folder, "CBI_FastStore", "Iana", "db_backups");

    /// <summary>The environment's variables of every process of the lab.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Acquisitions => Path.Join(Folder, "CBI_FastStore", "Acquire");

    /// <summary>Makes a demo lab; the test is skipped where SQLite's own program is missing.</summary>
    public static async Task<FaultLab> MakeAsync()
    {
        Assert.SkipUnless(IsThere(Sqlite), "The program sqlite3 is not on PATH.");
        var folder = Path.Join(Path.GetTempPath(), "microstatus-" + Path.GetRandomFileName());
        var lab = new FaultLab(folder);
        await lab.RunAsync($"New-DemoLab '{folder}' | Out-Null");
        return lab;
    }

    /// <summary>Runs commands of the module to their end; they must succeed.</summary>
    public async Task<string> RunAsync(string commands)
    {
        var result = await ShellRun.ToEndAsync(input: null, ["-Command", commands], Variables);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    /// <summary>Starts commands of the module, and waits until the shell and the module are loaded; the commands begin with the line sent next.</summary>
    public async Task<ShellRun> StartAsync(string commands)
    {
        // The settings are read, so that the module's parts are loaded as well.
        var run = ShellRun.Start(["-Command", $"$null = Get-StatusSettings; 'ready'; $null = [Console]::In.ReadLine(); {commands}"], Variables);
        Assert.Equal("ready", await run.NextLineAsync());
        return run;
    }

    /// <summary>Runs SQL in SQLite's own program.</summary>
    public string Sql(string sql, string? file = null) => TrySql(sql, file) is (0, var output, _)
        ? output.TrimEnd('\n')
        : throw new InvalidOperationException($"sqlite3 refused: {TrySql(sql, file).Error}");

    /// <summary>Runs SQL in SQLite's own program, which waits for locks as long as it is told.</summary>
    public (int ExitCode, string Output, string Error) TrySql(string sql, string? file = null, int milliseconds = 20_000)
    {
        var start = new ProcessStartInfo(Sqlite, ["-batch", "-bail", "-cmd", string.Create(CultureInfo.InvariantCulture, $".timeout {milliseconds}"), file ?? Database, sql])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
#pragma warning disable VSTHRD002 // The process has ended.
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
#pragma warning restore VSTHRD002
    }

    /// <summary>Puts a database in the place of the present one, without anything that a killed writer left beside it.</summary>
    public void Put(string file)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-journal", "-wal", "-shm"])
        {
            File.Delete(Database + suffix);
        }

        File.Copy(file, Database);
    }

    /// <summary>Makes the database large, with values as they are found in a lab.</summary>
    public void Fill(int rows) => Sql(string.Create(CultureInfo.InvariantCulture, $"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
        INSERT INTO dataset (name, path_on_fast_store, imaging_status, processing_status, created, modality, moved, path_on_hive, imaging_summary)
        SELECT 'old ' || i, '/gone/' || i, CASE i % 7 WHEN 0 THEN 'paused' ELSE 'finished' END, 'finished', '2024-01-02_03-04-05', 'rscm', 1, '/h20/' || i, hex(randomblob(60))
        FROM n
        """));

    /// <summary>A fingerprint of the shared rows, by columns that each shape of the database has.</summary>
    public string Rows(string? file = null) =>
        Sql("SELECT COUNT(*), SUM(id), SUM(LENGTH(name)), SUM(LENGTH(imaging_summary)), GROUP_CONCAT(DISTINCT imaging_status) FROM dataset WHERE name LIKE 'old %'", file);

    /// <summary>The database is whole and can be read by others.</summary>
    public void RequireSound(string? file = null) => Assert.Equal("ok", Sql("PRAGMA integrity_check", file));

    /// <summary>Everything in a folder with its content.</summary>
    public static string Fingerprint(string folder) => string.Join('\n', Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Order(StringComparer.Ordinal)
        .Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));

    /// <summary>Jobs that outlive the shell still write for a moment.</summary>
    public void Dispose()
    {
        for (var left = 100; ; left--)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(100);
            }
        }
    }

    internal static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Any(folder => File.Exists(Path.Join(folder, program)));
}
