using System.Diagnostics;

namespace MicroStatus.Backend.Tests.Database;

/// <summary>A folder on a disk of its own that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes it, or skips the test where that is not allowed.</summary>
    public static SmallDisk Make(int kilobytes)
    {
        var path = Directory.CreateTempSubdirectory("microstatus-disk-").FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "microstatus", path))
        {
            Directory.Delete(path);
            Assert.Skip("A disk that is full needs the right to mount one: run as root, or with sudo that asks for no password.");
        }

        return new SmallDisk(path);
    }

    /// <summary>Takes all room but a few pages.</summary>
    public void Fill(int kilobytesLeft = 0)
    {
        using var stream = new FileStream(System.IO.Path.Join(Path, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                stream.Write(block);
            }
        }
        catch (IOException)
        {
            stream.SetLength(Math.Max(0, stream.Length - (kilobytesLeft * 1024L)));
        }
    }

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool Run(params string[] command) => Start(command) || (Environment.UserName != "root" && Start(["sudo", "-n", .. command]));

    private static bool Start(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, UseShellExecute = false })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
