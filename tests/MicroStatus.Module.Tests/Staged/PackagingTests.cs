namespace MicroStatus.Module.Tests.Staged;

public sealed class PackagingTests
{
    private static readonly string[] Files =
        [.. Directory.GetFiles(StagedModule.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(StagedModule.Folder, file))];

    [Fact]
    public void The_engine_is_not_staged() =>
        Assert.DoesNotContain(
            Files,
            file => Path.GetFileName(file).StartsWith("System.Management.Automation", StringComparison.OrdinalIgnoreCase)
                || Path.GetFileName(file).StartsWith("Microsoft.PowerShell", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Core_is_staged_once_beside_the_cmdlets() =>
        Assert.Equal(["MicroStatus.Core.dll"], Files.Where(file => Path.GetFileName(file) == "MicroStatus.Core.dll"), StringComparer.Ordinal);

    [Fact]
    public void Third_party_assemblies_lie_in_dependencies_only() =>
        Assert.Equal(
            ["MicroStatus.Core.dll", "MicroStatus.dll"],
            Files.Where(file => !file.Contains('/', StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

    [Fact]
    public void Native_SQLite_is_staged_for_this_platform_only() =>
        Assert.Equal(
            [Path.Join("dependencies", "libe_sqlite3.so")],
            Files.Where(file => file.Contains("e_sqlite3", StringComparison.Ordinal) && !file.EndsWith(".dll", StringComparison.Ordinal)),
            StringComparer.Ordinal);

    [Fact]
    public void No_build_leftover_is_staged() =>
        Assert.DoesNotContain(
            Files,
            file => Path.GetExtension(file) is ".targets" or ".pdb" or ".xml" && !file.EndsWith("-Help.xml", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void The_manifest_lists_exactly_the_format_files_that_are_there() =>
        Assert.Equal(
            Files.Where(file => file.EndsWith(".format.ps1xml", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            StagedModule.ManifestList("FormatsToProcess").Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
}
