using MicroStatus.Module.Tests.Shell;
using MicroStatus.Module.Tests.Staged;

namespace MicroStatus.Module.Tests.Imaris;

public sealed class StagedImarisTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("microstatus-imaris-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_is_no_image_is_told_with_the_reason_in_the_bare_engine()
    {
        var path = Path.Join(_folder.FullName, "text [1].ims");
        await File.WriteAllTextAsync(path, "no image", TestContext.Current.CancellationToken);

        var result = await ShellRun.ToEndAsync($"(Test-ImarisFile -LiteralPath '{path}').Reason; Test-ImarisFile -LiteralPath '{path}' -Quiet", []);

        Assert.Empty(result.Error);
        Assert.Equal("It is no HDF5 file: the signature is missing.\nFalse\n", result.Output);
    }

    [Fact]
    public void No_HDF5_library_is_staged() =>
        Assert.DoesNotContain(
            Directory.GetFiles(StagedModule.Folder, "*", SearchOption.AllDirectories),
            file => Path.GetFileName(file).Contains("hdf", StringComparison.OrdinalIgnoreCase));
}
