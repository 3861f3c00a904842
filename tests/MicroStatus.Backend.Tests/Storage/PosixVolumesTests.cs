using System.Diagnostics;
using System.Globalization;
using MicroStatus.Backend.Storage;
using MicroStatus.Backend.Tests.Database;
using MicroStatus.Storage;

namespace MicroStatus.Backend.Tests.Storage;

public sealed class PosixVolumesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("volume").FullName;
    private readonly PosixVolumes _volumes = new();
    private bool _isMounted;

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", _folder);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_folder_that_permissions_close_may_not_be_written()
    {
        Assert.True(_volumes.MayWrite(_folder));
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        OrdinaryUser.Run(() => Assert.False(_volumes.MayWrite(_folder)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault() =>
        Assert.ThrowsAny<IOException>(() => _volumes.MayWrite(Path.Join(_folder, "nosuch")));

    [Theory]
    [InlineData("/")]
    [InlineData("/dev")]
    public void It_says_what_df_says(string path)
    {
        // Others write to the disk while it is measured: in a moment of rest both say the same.
        var said = (Here: default((VolumeSpace, int)), Df: default((VolumeSpace, int)));
        for (var i = 0; i < 100 && (i == 0 || said.Here != said.Df); i++)
        {
            var space = _volumes.Measure(path);
            said = ((space, space.Percent), Df(path));
        }

        Assert.Equal(said.Df, said.Here);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(85)]
    [InlineData(93)]
    [InlineData(100)]
    public void It_says_what_df_says_however_full_a_file_system_is(int percent)
    {
        Mount("size=16m");
        Write(16 * 1024 * 1024 / 100 * percent);
        var space = _volumes.Measure(_folder);

        Assert.Equal(16 * 1024 * 1024, space.Size);
        Assert.InRange(space.Percent, percent, percent + 1);
        Assert.Equal((space, space.Percent), Df(_folder));
    }

    [Fact]
    public void A_single_byte_more_shows_at_once()
    {
        Mount("size=4m");
        var empty = _volumes.Measure(_folder);
        Write(1);
        var space = _volumes.Measure(_folder);

        Assert.True(space.Used > empty.Used);
        Assert.Equal(empty.Used + empty.Free, space.Used + space.Free);
    }

    [Fact]
    public void A_file_system_that_does_not_tell_its_size_is_said()
    {
        var error = Assert.Throws<IOException>(() => _volumes.Measure("/proc"));
        Assert.Contains("does not tell its size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_not_there_is_said() =>
        Assert.Throws<DirectoryNotFoundException>(() => _volumes.Measure(Path.Join(_folder, "nothing")));

    private static (VolumeSpace Space, int Percent) Df(string path)
    {
        var numbers = Run("df", "--block-size=1", "--output=size,used,avail,pcent", path)
            .Split('\n')[1].Split([' ', '%'], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture))
            .ToArray();
        return (new VolumeSpace(numbers[0], numbers[1], numbers[2]), (int)numbers[3]);
    }

    private static string Run(string program, params string[] arguments) => RunAny(program, arguments) is (0, var output)
        ? output
        : throw new InvalidOperationException($"{program} failed.");

    private static (int ExitCode, string Output) RunAny(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private void Mount(string options)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount a file system.");
        _isMounted = RunAny("mount", "-t", "tmpfs", "-o", options, "tmpfs", _folder).ExitCode == 0;
        Assert.SkipUnless(_isMounted, "This machine lets nobody mount a file system.");
    }

    private void Write(long bytes)
    {
        using var file = File.Create(Path.Join(_folder, "file"));
        var block = new byte[64 * 1024];
        for (var left = bytes; left > 0; left -= block.Length)
        {
            file.Write(block, 0, (int)Math.Min(left, block.Length));
        }
    }
}
