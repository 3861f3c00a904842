using System.Runtime.InteropServices;
using System.Text;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Storage;
using MicroStatus.Usage;

namespace MicroStatus.Backend.Usage;

/// <summary>The transmit log on a store: each entry is one write at the file's end, group-writable (lab.md §1, §11).</summary>
public sealed class TransmitLogFile : ITransmitLog
{
    /// <inheritdoc/>
    public void Append(string path, string lines)
    {
        var folder = Path.GetDirectoryName(path)!;
        MakeFolders(folder);
        var isNew = !File.Exists(path);
        var bytes = Encoding.UTF8.GetBytes(lines);
        var descriptor = Libc.OpenToAppend(path);
        if (descriptor < 0)
        {
            throw Fault(path);
        }

        try
        {
            if (isNew)
            {
                File.SetUnixFileMode(path, SharedFile.GroupWritable);
            }

            if (Libc.WriteAll(descriptor, bytes) != bytes.Length)
            {
                throw Fault(path);
            }
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    private static void MakeFolders(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var above = Path.GetDirectoryName(folder)!;
        foreach (var missing in Directory.Exists(above) ? (string[])[folder] : [above, folder])
        {
            if (!Directory.Exists(Path.GetDirectoryName(missing)))
            {
                throw new DirectoryNotFoundException($"'{Path.GetDirectoryName(missing)}' is not there.");
            }

            Directory.CreateDirectory(missing);
            SharedFile.AllowGroup(missing);
        }
    }

    private static Exception Fault(string path) => Marshal.GetLastPInvokeError() switch
    {
        Libc.AccessDenied or Libc.NotPermitted => new UnauthorizedAccessException($"Access to '{path}' is denied."),
        var error => new IOException($"'{path}' cannot be written: {Marshal.GetPInvokeErrorMessage(error)}."),
    };
}
