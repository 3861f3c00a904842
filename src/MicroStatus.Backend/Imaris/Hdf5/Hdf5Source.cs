using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>An open file as HDF5 addresses it: bounded reads, through pages that are kept, and a limit on what one examination may cost.</summary>
internal sealed class Hdf5Source : IDisposable
{
    /// <summary>Longest piece that one call gives.</summary>
    public const int MostBytes = 64 << 20;

    private const int PageBytes = 8 << 10;
    private const int MostPages = 1024;

    // A file of 20,000 datasets needs a tenth of it; damage that leads in circles ends here.
    private const int MostReads = 2_000_000;
    private const long MostBytesInAll = 512L << 20;

    private readonly SafeFileHandle _file;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<long, byte[]> _pages = [];
    private int _reads;
    private long _bytesInAll;

    private Hdf5Source(SafeFileHandle file, FileFacts facts, CancellationToken cancellationToken)
    {
        _file = file;
        Facts = facts;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What the file system tells about the file, when it was opened.</summary>
    public FileFacts Facts { get; }

    /// <summary>Bytes before the one that HDF5 counts as 0: the user block.</summary>
    public long BaseAddress { get; set; }

    /// <summary>Bytes of an address: 2, 4 or 8.</summary>
    public int OffsetBytes { get; set; } = 8;

    /// <summary>Bytes of a length: 2, 4 or 8.</summary>
    public int LengthBytes { get; set; } = 8;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <returns>The open file; a pipe or a device is open too, and <see cref="Facts"/> says so.</returns>
    public static Hdf5Source Open(string path, CancellationToken cancellationToken)
    {
        var descriptor = Libc.OpenAt(Libc.CurrentFolder, path, Libc.ReadOnly | Libc.NonBlocking | Libc.CloseOnExec);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw error is Libc.NotFound or Libc.NotAFolder
                ? new FileNotFoundException($"There is nothing at '{path}'.", path)
                : PosixFileTree.Fault(error, path);
        }

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Libc.Statx(descriptor, string.Empty, Libc.EmptyPath, Libc.BasicStats, out var buffer) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            file.Dispose();
            throw PosixFileTree.Fault(error, path);
        }

        return new Hdf5Source(file, PosixFileTree.FactsOf(buffer), cancellationToken);
    }

    /// <summary>Bytes at an address.</summary>
    /// <param name="address">Where, counted from <see cref="BaseAddress"/>.</param>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="Hdf5Fault">They are not all inside the file, or the file leads in circles.</exception>
    public ReadOnlyMemory<byte> Read(ulong address, ulong count)
    {
        _bytesInAll += (long)Math.Min(count, MostBytes);
        if (++_reads > MostReads || _bytesInAll > MostBytesInAll)
        {
            throw new Hdf5Fault("its structure has no end");
        }

        return ReadPixels(address, count);
    }

    /// <summary>Bytes of an image, of which there may be any number in all.</summary>
    /// <param name="address">Where, counted from <see cref="BaseAddress"/>.</param>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="Hdf5Fault">They are not all inside the file.</exception>
    public ReadOnlyMemory<byte> ReadPixels(ulong address, ulong count)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (count > MostBytes)
        {
            throw new Hdf5Fault($"a structure of {count} bytes is no structure");
        }

        if (address > long.MaxValue / 2 || (long)address + BaseAddress > Facts.Length - (long)count)
        {
            throw new Hdf5Fault($"a structure lies at byte {address}, beyond the end of the file");
        }

        var start = BaseAddress + (long)address;
        var within = (int)(start % PageBytes);
        if (within + (int)count <= PageBytes)
        {
            return Page(start / PageBytes).AsMemory(within, (int)count);
        }

        var bytes = new byte[count];
        Fill(bytes, start, bytes.Length);
        return bytes;
    }

    /// <summary>A cursor over bytes at an address.</summary>
    /// <param name="address">Where.</param>
    /// <param name="count">How many.</param>
    /// <returns>The cursor.</returns>
    public Hdf5Cursor At(ulong address, ulong count) => new(Read(address, count), OffsetBytes, LengthBytes);

    /// <summary>The bytes from an address on lie inside the file.</summary>
    /// <param name="address">Where they begin.</param>
    /// <param name="count">How many.</param>
    /// <returns>False when they do not.</returns>
    public bool Holds(ulong address, ulong count) => (UInt128)address + count + (ulong)BaseAddress <= (ulong)Facts.Length;

    /// <summary>The address that means nowhere.</summary>
    /// <param name="address">An address.</param>
    /// <returns>True when it is that one.</returns>
    public bool IsNowhere(ulong address) => address == ulong.MaxValue >> (64 - (8 * OffsetBytes));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private byte[] Page(long number)
    {
        if (_pages.TryGetValue(number, out var known))
        {
            return known;
        }

        if (_pages.Count == MostPages)
        {
            _pages.Clear();
        }

        var page = new byte[PageBytes];
        Fill(page, number * PageBytes, (int)Math.Min(PageBytes, Facts.Length - (number * PageBytes)));
        _pages[number] = page;
        return page;
    }

    private void Fill(byte[] bytes, long start, int count)
    {
        for (var filled = 0; filled < count;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(filled, count - filled), start + filled);
            if (read == 0)
            {
                throw new Hdf5Fault("it has become shorter while it was read");
            }

            filled += read;
        }
    }
}
