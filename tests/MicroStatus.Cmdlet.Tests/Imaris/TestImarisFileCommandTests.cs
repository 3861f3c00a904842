using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Datasets;
using MicroStatus.Imaris;

namespace MicroStatus.Cmdlet.Tests.Imaris;

public sealed class TestImarisFileCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ims");
    private readonly FakeBackend _backend = new();
    private readonly CmdletRunner _runner;

    public TestImarisFileCommandTests()
    {
        _runner = new CmdletRunner(_backend, typeof(TestImarisFileCommand)).With("at", _folder.FullName);
        foreach (var (name, reason) in new[] { ("a.ims", null), ("b.ims", "It is empty: 0 bytes."), ("c [1].ims", (string?)null) })
        {
            // Wildcards are the engine's to resolve, on the real disk.
            var path = Path.Join(_folder.FullName, name);
            File.WriteAllText(path, "");
            _backend.Imaris.Files[path] = new ImarisFile { Path = path, Opens = reason is null, Reason = reason };
        }
    }

    public void Dispose()
    {
        _runner.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Test-ImarisFile *.ims", 3)]
    [InlineData("Test-ImarisFile a.ims, ./b.ims", 2)]
    [InlineData("'a.ims', 'b.ims' | Test-ImarisFile", 2)]
    [InlineData("Test-ImarisFile -LiteralPath 'c [1].ims'", 1)]
    [InlineData("Test-ImarisFile -PSPath 'c [1].ims'", 1)]
    [InlineData("[pscustomobject]@{ PSPath = \"Microsoft.PowerShell.Core\\FileSystem::$at/c [1].ims\" } | Test-ImarisFile", 1)]
    [InlineData("[IO.FileInfo]\"$at/c [1].ims\" | Test-ImarisFile", 1)]
    [InlineData("Test-ImarisFile x*", 0)]
    [InlineData("@() | Test-ImarisFile", 0)]
    public void Each_file_is_one_object(string script, int files)
    {
        var result = Run(script);
        Assert.Empty(result.ErrorIds);
        Assert.Equal(files, result.Of<ImarisFile>().Count);
        Assert.Empty(_backend.Imaris.Deep);
    }

    [Fact]
    public void A_dataset_is_tested_by_its_Imaris_file_and_one_without_is_an_error()
    {
        var recorded = new Dataset { Id = 1, Name = "a", Path = "/elsewhere", ImarisFilePath = Path.Join(_folder.FullName, "a.ims") };
        var result = _runner.Run("$input | Test-ImarisFile", new Dataset { Id = 2, Name = "b" }, recorded);
        Assert.Equal(["ImarisFileNotRecorded,MicroStatus.Imaris.TestImarisFileCommand"], result.ErrorIds);
        Assert.Equal([recorded.ImarisFilePath], result.Of<ImarisFile>().Select(file => file.Path));
    }

    [Fact]
    public void Quiet_gives_whether_each_opens() => Assert.Equal([true, false], Run("Test-ImarisFile a.ims, b.ims -Quiet").Of<bool>());

    [Fact]
    public void Deep_reads_chunks_too()
    {
        Assert.Single(Run("Test-ImarisFile a.ims -Deep").Of<ImarisFile>());
        Assert.Equal([Path.Join(_folder.FullName, "a.ims")], _backend.Imaris.Deep);
    }

    [Fact]
    public void A_file_that_cannot_be_looked_at_is_one_error_and_the_others_are_tested()
    {
        _backend.Imaris.Faults[Path.Join(_folder.FullName, "a.ims")] = new UnauthorizedAccessException("Permission denied.");
        _backend.Imaris.Faults[Path.Join(_folder.FullName, "c [1].ims")] = new IOException("Input/output error.");
        var result = Run("Test-ImarisFile -LiteralPath a.ims, 'c [1].ims', gone.ims, Env:/PATH, b.ims; Test-ImarisFile nothing");
        Assert.Equal(
            ["ImarisFileNotReadable", "ImarisFileNotRead", "PathNotFound", "PathNotInFileSystem", "PathNotFound"],
            result.ErrorIds.Select(id => id.Replace(",MicroStatus.Imaris.TestImarisFileCommand", "", StringComparison.Ordinal)));
        Assert.Single(result.Of<ImarisFile>());
    }

    [Fact]
    public void Without_settings_those_of_the_lab_apply_but_settings_that_were_named_must_be_there()
    {
        _backend.SettingsFiles.Failure = new StatusException("SettingsNotFound", StatusErrorCategory.NotFound, "There is no settings file.");
        Assert.Single(Run("Test-ImarisFile a.ims").Of<ImarisFile>());
        Assert.Equal(
            ["SettingsNotFound,MicroStatus.Imaris.TestImarisFileCommand"], Run("Test-ImarisFile a.ims -SettingsPath /nowhere").ErrorIds);
    }

    private CmdletResult Run(string script) => _runner.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($at); " + script);
}
