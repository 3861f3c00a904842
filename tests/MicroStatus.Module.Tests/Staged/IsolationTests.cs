using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using MicroStatus.Module.Tests.Shell;

namespace MicroStatus.Module.Tests.Staged;

public sealed class IsolationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("microstatus-module-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Other_versions_of_its_packages_in_the_session_do_not_disturb_the_module()
    {
        var strangers = new[] { "Microsoft.Data.Sqlite", "SQLitePCLRaw.core", "Serilog", "CliWrap" }.Select(WriteStranger).ToList();
        var load = string.Join("; ", strangers.Select(path => $"$null = [Reflection.Assembly]::LoadFrom('{path}')"));
        const string OpenSqlite = """
            $factory = (Get-Command -Module MicroStatus)[0].ImplementingType.Assembly.GetType('MicroStatus.Hosting.BackendFactory')
            $backend = $factory.GetMethod('CreateReal', [Reflection.BindingFlags]'NonPublic, Static').Invoke($null, @())
            $context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($backend.GetType().Assembly)
            $sqlite = $context.LoadFromAssemblyName('Microsoft.Data.Sqlite')
            $connection = [Activator]::CreateInstance($sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), 'Data Source=:memory:')
            $connection.Open()
            $connection.State.ToString()
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.Where({ $_.GetName().Name -eq 'Serilog' }).GetName().Version.ToString()
            """;

        var result = await ShellRun.ToEndAsync(load + "\n" + OpenSqlite, []);

        Assert.Empty(result.Error);
        Assert.Equal("Open\n99.0.0.0\n", result.Output);
    }

    [Fact]
    public async Task An_import_reads_the_modules_own_files_and_nothing_else_of_the_lab()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed.");
        var log = Path.Join(_folder.FullName, "strace.log");
        var home = _folder.CreateSubdirectory("home").FullName;
        var start = new ProcessStartInfo("/usr/bin/strace", ["-f", "-e", "trace=%file", "-o", log, StagedModule.Shell, "-Command", "(Get-Module).Name"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["HOME"] = home,
                ["MICROSTATUS_SETTINGS"] = Path.Join(home, "settings", "microstatus.json"),
                ["XDG_CONFIG_HOME"] = Path.Join(home, ".config"),
            },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen((await error).Contains("Operation not permitted", StringComparison.Ordinal), "strace may not trace here.");
        Assert.Equal("MicroStatus\n", output);

        var all = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        var calls = all.Where(line => !line.Contains("ENOENT", StringComparison.Ordinal)).ToList();
        Assert.Contains(calls, call => call.Contains("/MicroStatus.psd1", StringComparison.Ordinal));
        Assert.DoesNotContain(all, call => call.Contains("/settings/", StringComparison.Ordinal));
        Assert.DoesNotContain(all, call => call.Contains("microstatus.json", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains(Path.Join(StagedModule.Folder, "dependencies"), StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains("O_CREAT", StringComparison.Ordinal) && call.Contains("icro", StringComparison.Ordinal));

        // The engine keeps a cache folder in the home; the module leaves nothing there.
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories),
            path => Path.GetFileName(path).Contains("microstatus", StringComparison.OrdinalIgnoreCase));
    }

    // An assembly with the name of one of ours and another content.
    private string WriteStranger(string name)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(99, 0, 0, 0) }, typeof(object).Assembly);
        assembly.DefineDynamicModule(name).DefineType("Stranger").CreateType();
        var path = Path.Join(_folder.FullName, name + ".dll");
        assembly.Save(path);
        return path;
    }
}
