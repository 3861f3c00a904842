using System.Runtime.InteropServices;

namespace MicroStatus.Backend.Database;

/// <summary>What kind of file system a file lies on.</summary>
internal static partial class FileSystemKind
{
    // statfs(2) writes 120 bytes on linux-x64; its first field is the type.
    private const int StatBufferLength = 256;

    private static readonly Dictionary<long, string> Network = new()
    {
        [0x6969] = "NFS",
        [0x19830326] = "BeeGFS",
        [0x0BD00BD0] = "Lustre",
        [0x47504653] = "GPFS",
        [0xFF534D42] = "CIFS",
        [0xFE534D42] = "SMB",
        [0x517B] = "SMB",
        [0x00C36400] = "Ceph",
        [0x65735546] = "FUSE",
        [0x01021997] = "9P",
        [0x5346414F] = "AFS",
    };

    /// <summary>The name of the network file system a file lies on.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its name, or null when it is a local one or cannot be asked.</returns>
    public static string? NetworkNameOf(string path)
    {
        Span<byte> buffer = stackalloc byte[StatBufferLength];
        return StatFs(path, ref MemoryMarshal.GetReference(buffer)) == 0 ? NetworkName(MemoryMarshal.Read<long>(buffer)) : null;
    }

    /// <summary>The name of a network file system by the number that <c>statfs</c> gives.</summary>
    /// <param name="type">The number.</param>
    /// <returns>Its name, or null when it is none.</returns>
    public static string? NetworkName(long type) => Network.GetValueOrDefault(type & 0xFFFFFFFF);

    [LibraryImport("libc", EntryPoint = "statfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatFs(string path, ref byte buffer);
}
