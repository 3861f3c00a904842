using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Acquisition;

/// <summary>The stores' folders and files through the C library: one system call where one is enough.</summary>
/// <remarks>The base class library would stat each entry to tell a link from a file; on a parallel file system that is what costs.</remarks>
public sealed unsafe class PosixFileTree : IFileTree
{
    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int FileType = 0x8000;
    private const int LinkType = 0xA000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public FileFacts? Find(string path)
    {
        if (Libc.Statx(Libc.CurrentFolder, path, Libc.NoFollow, Libc.BasicStats, out var buffer) == 0)
        {
            return FactsOf(buffer);
        }

        var error = Marshal.GetLastPInvokeError();
        return error is Libc.NotFound or Libc.NotAFolder ? null : throw Fault(error, path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FolderEntry> List(string path)
    {
        var folder = Libc.OpenFolder(path);
        if (folder == 0)
        {
            throw Fault(Marshal.GetLastPInvokeError(), path);
        }

        try
        {
            return ReadEntries(folder, path);
        }
        finally
        {
            _ = Libc.CloseFolder(folder);
        }
    }

    /// <inheritdoc/>
    public byte[] ReadEnd(string path, int limit)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(handle);
        var buffer = new byte[Math.Min(length, limit)];
        return ReadAll(handle, buffer, length - buffer.Length);
    }

    /// <inheritdoc/>
    public byte[] ReadFile(string path, int limit)
    {
        var facts = Find(path) ?? throw new FileNotFoundException($"'{path}' is not there.", path);
        if (facts.Kind != EntryKind.File)
        {
            throw new InvalidDataException($"'{path}' is no regular file.");
        }

        if (facts.Length > limit)
        {
            throw new InvalidDataException($"'{path}' has {facts.Length} bytes; {limit} at most are read.");
        }

        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return ReadAll(handle, new byte[facts.Length], offset: 0);
    }

    private static byte[] ReadAll(SafeFileHandle handle, byte[] buffer, long offset)
    {
        var length = 0;
        while (length < buffer.Length)
        {
            var read = RandomAccess.Read(handle, buffer.AsSpan(length), offset + length);
            if (read == 0)
            {
                break; // the file has become shorter meanwhile
            }

            length += read;
        }

        return length == buffer.Length ? buffer : buffer[..length];
    }

    /// <summary>What a statx buffer says.</summary>
    internal static FileFacts FactsOf(in Libc.StatxBuffer buffer) => new(
        (buffer.Mode & TypeMask) switch
        {
            FileType => EntryKind.File,
            FolderType => EntryKind.Folder,
            LinkType => EntryKind.Link,
            _ => EntryKind.Other,
        },
        buffer.Size,
        DateTimeOffset.UnixEpoch.AddTicks((buffer.ModifiedSeconds * TimeSpan.TicksPerSecond) + (buffer.ModifiedNanoseconds / 100)),
        new FolderIdentity(((ulong)buffer.DeviceMajor << 32) | buffer.DeviceMinor, buffer.Inode));

    /// <summary>An errno as the exception the ports document.</summary>
    internal static Exception Fault(int error, string path)
    {
        var text = Marshal.GetPInvokeErrorMessage(error);
        return error switch
        {
            Libc.NotFound or Libc.NotAFolder => new DirectoryNotFoundException($"'{path}': {text}."),
            Libc.AccessDenied or Libc.NotPermitted => new UnauthorizedAccessException($"'{path}': {text}."),
            _ => new IOException($"'{path}': {text}.", error),
        };
    }

    private List<FolderEntry> ReadEntries(nint folder, string path)
    {
        var entries = new List<FolderEntry>();
        while (true)
        {
            Marshal.SetLastSystemError(0);
            var entry = Libc.ReadFolder(folder);
            if (entry is null)
            {
                var error = Marshal.GetLastPInvokeError();
                return error == 0 ? entries : throw Fault(error, path);
            }

            var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry->Name);
            if (bytes.SequenceEqual("."u8) || bytes.SequenceEqual(".."u8))
            {
                continue;
            }

            entries.Add(EntryOf(bytes, entry->Type, path));
        }
    }

    private FolderEntry EntryOf(ReadOnlySpan<byte> bytes, byte type, string path)
    {
        string name;
        try
        {
            name = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // A name that is not UTF-8 cannot be addressed from here; it is shown, and counts as nothing that is known.
            return new FolderEntry(Encoding.UTF8.GetString(bytes), EntryKind.Other);
        }

        return new FolderEntry(name, type switch
        {
            8 => EntryKind.File, // DT_REG
            4 => EntryKind.Folder, // DT_DIR
            10 => EntryKind.Link, // DT_LNK
            0 => Find(Path.Join(path, name))?.Kind ?? EntryKind.Other, // DT_UNKNOWN: this file system does not tell
            _ => EntryKind.Other,
        });
    }
}
