using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Trash;

/// <summary>Calls of the C library that work below an opened folder. Names are bytes that end with NUL.</summary>
internal static unsafe partial class FolderCalls
{
    public const int NoFollow = 0x20000; // O_NOFOLLOW of openat
    public const int Create = 0x40; // O_CREAT
    public const int Exclusive = 0x80; // O_EXCL
    public const int WriteOnly = 1; // O_WRONLY
    public const int RemoveFolder = 0x200; // AT_REMOVEDIR
    public const uint NoReplace = 1; // RENAME_NOREPLACE

    public const int Exists = 17; // EEXIST
    public const int OtherDevice = 18; // EXDEV
    public const int Invalid = 22; // EINVAL
    public const int NotEmpty = 39; // ENOTEMPTY
    public const int NoSuchCall = 38; // ENOSYS
    public const int IsLink = 40; // ELOOP

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int Open(int folder, byte* name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(int folder, byte* name, int flags, uint mask, out Libc.StatxBuffer result);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int Unlink(int folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    private static partial int Rename(int fromFolder, byte* from, int toFolder, byte* to, uint flags);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    private static partial nint ReadLink(int folder, byte* name, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    private static partial int MakeFolder(int folder, byte* name, uint mode);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int ChangeMode(int file, uint mode);

    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    private static partial nint Listing(int folder);

    /// <summary>openat: the file, or an errno.</summary>
    public static (SafeFileHandle? File, int Error) Open(SafeFileHandle? folder, ReadOnlySpan<byte> name, int flags, uint mode = 0)
    {
        fixed (byte* bytes = Terminated(name))
        {
            var file = Open(Number(folder), bytes, flags | Libc.CloseOnExec, mode);
            return file < 0 ? (null, Marshal.GetLastPInvokeError()) : (new SafeFileHandle(file, ownsHandle: true), 0);
        }
    }

    /// <summary>statx without following a link: 0, or an errno.</summary>
    public static int Stat(SafeFileHandle folder, ReadOnlySpan<byte> name, out Libc.StatxBuffer result)
    {
        fixed (byte* bytes = Terminated(name))
        {
            var flags = Libc.NoFollow | (name.IsEmpty ? Libc.EmptyPath : 0);
            return ErrorOf(Statx(Number(folder), bytes, flags, Libc.BasicStats, out result));
        }
    }

    /// <summary>unlinkat: 0, or an errno.</summary>
    public static int Unlink(SafeFileHandle folder, ReadOnlySpan<byte> name, bool isFolder)
    {
        fixed (byte* bytes = Terminated(name))
        {
            return ErrorOf(Unlink(Number(folder), bytes, isFolder ? RemoveFolder : 0));
        }
    }

    /// <summary>renameat2: 0, or an errno.</summary>
    public static int Rename(SafeFileHandle fromFolder, ReadOnlySpan<byte> from, SafeFileHandle toFolder, ReadOnlySpan<byte> to, uint flags)
    {
        fixed (byte* fromBytes = Terminated(from), toBytes = Terminated(to))
        {
            return ErrorOf(Rename(Number(fromFolder), fromBytes, Number(toFolder), toBytes, flags));
        }
    }

    /// <summary>mkdirat: 0, or an errno.</summary>
    public static int MakeFolder(SafeFileHandle folder, ReadOnlySpan<byte> name)
    {
        fixed (byte* bytes = Terminated(name))
        {
            return ErrorOf(MakeFolder(Number(folder), bytes, 0x1FD)); // 0775
        }
    }

    /// <summary>fchmod: 0, or an errno.</summary>
    public static int ChangeMode(SafeFileHandle file, uint mode) => ErrorOf(ChangeMode(Number(file), mode));

    /// <summary>readlinkat: the target, or null when it is no link.</summary>
    public static byte[]? ReadLink(SafeFileHandle folder, ReadOnlySpan<byte> name)
    {
        const int Longest = 4096;
        var buffer = new byte[Longest];
        fixed (byte* bytes = Terminated(name), target = buffer)
        {
            var length = ReadLink(Number(folder), bytes, target, Longest);
            return length < 0 ? null : buffer[..(int)length];
        }
    }

    /// <summary>The names in a folder, or an errno.</summary>
    public static (List<byte[]> Names, int Error) List(SafeFileHandle folder)
    {
        // What is listed is closed with its listing: a descriptor of its own, since this one goes on.
        var (copy, error) = Open(folder, "."u8, Libc.Folder | Libc.ReadOnly);
        if (copy is null)
        {
            return ([], error);
        }

        var listing = Listing(Number(copy));
        if (listing == 0)
        {
            error = Marshal.GetLastPInvokeError();
            copy.Dispose();
            return ([], error);
        }

        copy.SetHandleAsInvalid();
        try
        {
            return ReadNames(listing);
        }
        finally
        {
            _ = Libc.CloseFolder(listing);
        }
    }

    private static (List<byte[]> Names, int Error) ReadNames(nint listing)
    {
        var names = new List<byte[]>();
        while (true)
        {
            Marshal.SetLastSystemError(0);
            var entry = Libc.ReadFolder(listing);
            if (entry is null)
            {
                return (names, Marshal.GetLastPInvokeError());
            }

            var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry->Name);
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                names.Add(name.ToArray());
            }
        }
    }

    private static int Number(SafeFileHandle? file) => file is null ? Libc.CurrentFolder : (int)file.DangerousGetHandle();

    private static int ErrorOf(int result) => result == 0 ? 0 : Marshal.GetLastPInvokeError();

    private static byte[] Terminated(ReadOnlySpan<byte> name)
    {
        var bytes = new byte[name.Length + 1];
        name.CopyTo(bytes);
        return bytes;
    }
}
