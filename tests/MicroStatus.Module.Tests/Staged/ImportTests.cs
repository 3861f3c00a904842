using System.Data.Common;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.Loader;

namespace MicroStatus.Module.Tests.Staged;

public sealed class ImportTests : IDisposable
{
    private const string BackendName = "MicroStatus.Backend";

    private readonly Runspace _session = StagedModule.OpenSession();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_module_can_be_imported_over_itself()
    {
        var before = _session.ImportedCmdlets().Count;

        _session.Run("Import-Module $manifest -Force; Import-Module $manifest -Force");

        Assert.Equal(before, _session.ImportedCmdlets().Count);
    }

    [Fact]
    public void The_module_can_be_removed_and_imported_again()
    {
        var before = _session.ImportedCmdlets();

        _session.Run("Remove-Module MicroStatus");
        Assert.Empty(_session.Run("Get-Module MicroStatus"));
        var after = _session.ImportedCmdlets();

        Assert.Equal(before.Select(command => command.ImplementingType), after.Select(command => command.ImplementingType));
    }

    [Fact]
    public void Backend_is_one_and_the_same_after_every_import_and_in_every_session()
    {
        var first = CreateBackend(_session);
        _session.Run("Remove-Module MicroStatus");
        var second = CreateBackend(_session);
        using var other = StagedModule.OpenSession();
        var third = CreateBackend(other);

        Assert.Single(new[] { first, second, third }.Select(backend => backend.GetType()).Distinct());
        Assert.Single(AssemblyLoadContext.All, context => context.Name == BackendName);
    }

    [Fact]
    public void Removing_the_module_from_one_session_does_not_harm_another()
    {
        using var other = StagedModule.OpenSession();
        _session.Run("Import-Module $manifest");
        other.Run("Import-Module $manifest");
        _session.Run("Remove-Module MicroStatus");

        Assert.NotNull(CreateBackend(other));
    }

    [Fact]
    public void Backend_lives_apart_and_shares_Core_with_the_cmdlets()
    {
        var backend = CreateBackend(_session);
        var cmdlets = _session.ImportedCmdlets()[0].ImplementingType.Assembly;

        Assert.Equal(BackendName, AssemblyLoadContext.GetLoadContext(backend.GetType().Assembly)?.Name);
        Assert.Same(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(cmdlets));
        var core = Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "MicroStatus.Core");
        Assert.Contains(backend.GetType().GetInterfaces(), port => port.Assembly == core);
    }

    [Fact]
    public void Packages_of_Backend_stay_out_of_the_session()
    {
        OpenSqlite(_session);

        Assert.DoesNotContain(
            AssemblyLoadContext.Default.Assemblies,
            assembly => assembly.GetName().Name is "Microsoft.Data.Sqlite" or "Serilog" or "CliWrap" or "SQLitePCLRaw.core");
    }

    [Fact]
    public void Native_SQLite_loads_from_the_module()
    {
        Assert.Equal("3", OpenSqlite(_session).Split('.')[0]);
        Assert.Contains(Path.Join(StagedModule.Folder, "dependencies", "libe_sqlite3.so"), File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    private static object CreateBackend(Runspace session)
    {
        // What each cmdlet does first, without the settings that it would need next.
        var factory = session.ImportedCmdlets()[0].ImplementingType.Assembly.GetType("MicroStatus.Hosting.BackendFactory", throwOnError: true)!;
        return factory.GetMethod("CreateReal", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(obj: null, parameters: null)!;
    }

    private static string OpenSqlite(Runspace session)
    {
        var context = AssemblyLoadContext.GetLoadContext(CreateBackend(session).GetType().Assembly)!;
        var sqlite = context.LoadFromAssemblyName(new AssemblyName("Microsoft.Data.Sqlite"));
        using var connection = (DbConnection)Activator.CreateInstance(
            sqlite.GetType("Microsoft.Data.Sqlite.SqliteConnection", throwOnError: true)!, "Data Source=:memory:")!;
        connection.Open();
        return connection.ServerVersion;
    }
}
