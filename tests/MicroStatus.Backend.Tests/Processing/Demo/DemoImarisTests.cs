using System.Diagnostics;
using MicroStatus.Backend.Imaris;
using MicroStatus.Backend.Processing.Demo;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Processing.Demo;

public sealed class DemoImarisTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _path = Path.Join(Path.GetTempPath(), Path.GetRandomFileName() + ".ims");

    public DemoImarisTests() => File.WriteAllBytes(_path, DemoImaris.Write(5, [405, 488, 561]));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_demo_labs_imaris_files_open()
    {
        var file = new ImarisFiles(new ImarisSettings()).Examine(_path, TestContext.Current.CancellationToken);

        Assert.Null(file.Reason);
        Assert.Equal((true, false, true), (file.Opens, file.IsBeingWritten, file.HasThumbnail));
        Assert.Equal((32, 32, 5, 3, 1, 2), (file.SizeX, file.SizeY, file.SizeZ, file.Channels, file.TimePoints, file.ResolutionLevels));
        Assert.Equal(("uint16", "um", "5.5.0", 5), (file.PixelType, file.Unit, file.FormatVersion, file.VoxelSizeZ));
    }

    [Fact]
    public void The_hdf5_library_reads_every_pixel_and_every_text_of_them()
    {
        Assert.SkipUnless(File.Exists(Python) && Run("import h5py") is not null, "Debian's python3-h5py is not installed.");

        var read = Run(
            """
            import h5py, sys
            with h5py.File(sys.argv[1], 'r') as file:
                image = {key: b''.join(value).decode() for key, value in file['DataSetInfo/Image'].attrs.items()}
                last = file['DataSet/ResolutionLevel 1/TimePoint 0/Channel 2/Data']
                print(image['X'], image['ExtMax2'], len(file['DataSet']), last.shape, last.dtype, int(last[...].min()) > 100, file['Thumbnail/Data'].shape)
                file.visititems(lambda name, item: item[...] if isinstance(item, h5py.Dataset) else None)
            """);

        Assert.Equal("32 25 2 (2, 16, 16) uint16 True (64, 256)\n", read);
    }

    private string? Run(string script)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script, _path]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
