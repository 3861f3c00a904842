using System.Runtime.InteropServices;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Storage;

namespace MicroStatus.Backend.Storage;

/// <summary>The space of file systems through the C library: one call, so that its figures belong together.</summary>
public sealed partial class PosixVolumes : IVolumes
{
    private const int Interrupted = 4; // EINTR
    private const int ReadOnlyFileSystem = 30; // EROFS
    private const int WriteAndEnter = 2 | 1; // W_OK | X_OK
    private const int AsThisProcess = 0x200; // AT_EACCESS

    /// <inheritdoc/>
    public VolumeSpace Measure(string path)
    {
        StatvfsBuffer buffer;
        while (Statvfs(path, out buffer) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                throw PosixFileTree.Fault(error, path);
            }
        }

        // Blocks are counted in fragments; old file systems leave that size out.
        var unit = buffer.FragmentSize > 0 ? buffer.FragmentSize : buffer.BlockSize;
        var space = new VolumeSpace(Bytes(buffer.Blocks, unit), Bytes(buffer.Blocks - buffer.FreeBlocks, unit), Bytes(buffer.AvailableBlocks, unit));
        return space.Size > 0 ? space : throw new IOException($"'{path}': its file system does not tell its size.");
    }

    /// <inheritdoc/>
    public bool MayWrite(string folder)
    {
        if (Faccessat(Libc.CurrentFolder, folder, WriteAndEnter, AsThisProcess) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() switch
        {
            Libc.AccessDenied or Libc.NotPermitted or ReadOnlyFileSystem => false,
            var error => throw PosixFileTree.Fault(error, folder),
        };
    }

    private static long Bytes(ulong blocks, ulong unit) => (long)UInt128.Min((UInt128)blocks * unit, long.MaxValue);

    [LibraryImport("libc", EntryPoint = "statvfs64", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statvfs(string path, out StatvfsBuffer result);

    [LibraryImport("libc", EntryPoint = "faccessat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Faccessat(int folder, string path, int mode, int flags);

    /// <summary>struct statvfs64 of glibc on 64-bit machines.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 112)]
    private struct StatvfsBuffer
    {
        [FieldOffset(0)]
        public ulong BlockSize;

        [FieldOffset(8)]
        public ulong FragmentSize;

        [FieldOffset(16)]
        public ulong Blocks;

        [FieldOffset(24)]
        public ulong FreeBlocks;

        [FieldOffset(32)]
        public ulong AvailableBlocks;
    }
}
