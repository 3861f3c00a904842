using System.Runtime.InteropServices;

namespace MicroStatus.Backend.Acquisition;

/// <summary>The few calls of the C library that the base class library wraps in more system calls than they need.</summary>
internal static unsafe partial class Libc
{
    public const int CurrentFolder = -100; // AT_FDCWD
    public const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    public const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    public const uint BasicStats = 0x7ff; // STATX_BASIC_STATS

    public const int ReadOnly = 0;
    public const int WriteOnly = 1; // O_WRONLY
    public const int Create = 0x40; // O_CREAT
    public const int AtEnd = 0x400; // O_APPEND
    public const int Folder = 0x10000; // O_DIRECTORY
    public const int NonBlocking = 0x800; // O_NONBLOCK: opening a pipe must not wait for its writer
    public const int CloseOnExec = 0x80000; // O_CLOEXEC

    public const int NotPermitted = 1; // EPERM
    public const int NotFound = 2; // ENOENT
    public const int AccessDenied = 13; // EACCES
    public const int NotAFolder = 20; // ENOTDIR

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Statx(int folder, string path, int flags, uint mask, out StatxBuffer result);

    [LibraryImport("libc", EntryPoint = "openat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int OpenAt(int folder, string path, int flags);

    [LibraryImport("libc", EntryPoint = "openat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int OpenAt(int folder, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* bytes, nint count);

    /// <summary>Opens a file for writing at its end, and makes it when it is not there.</summary>
    public static int OpenToAppend(string path) => OpenAt(CurrentFolder, path, WriteOnly | Create | AtEnd | CloseOnExec, 0x1b4); // 0664

    /// <summary>Writes in one call.</summary>
    public static nint WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            return Write(descriptor, first, bytes.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "pread64", SetLastError = true)]
    public static partial nint ReadAt(int descriptor, byte* buffer, nint count, long offset);

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint OpenFolder(string path);

    [LibraryImport("libc", EntryPoint = "readdir64", SetLastError = true)]
    public static partial DirectoryEntry* ReadFolder(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    public static partial int CloseFolder(nint folder);

    /// <summary>struct dirent64 of glibc.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct DirectoryEntry
    {
        public ulong Inode;
        public long Offset;
        public ushort RecordLength;
        public byte Type;
        public fixed byte Name[256];
    }

    /// <summary>struct statx of the kernel: the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct StatxBuffer
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public long Size;

        [FieldOffset(48)]
        public ulong Blocks;

        [FieldOffset(96)]
        public long ChangedSeconds;

        [FieldOffset(104)]
        public uint ChangedNanoseconds;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
