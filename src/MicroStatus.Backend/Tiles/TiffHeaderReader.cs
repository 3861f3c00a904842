using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles;

/// <summary>Reads TIFF heads at the cost of four system calls a file: open, stat, one read, close; a further read where tables lie far off.</summary>
public sealed unsafe class TiffHeaderReader : ITiffHeaderReader
{
    private const int WindowLength = 4096;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public TiffHeader Read(string path)
    {
        var descriptor = Libc.Open(path, Libc.ReadOnly | Libc.NonBlocking | Libc.CloseOnExec);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw error is Libc.NotFound or Libc.NotAFolder
                ? new FileNotFoundException($"'{path}' is not there.", path)
                : PosixFileTree.Fault(error, path);
        }

        try
        {
            if (Libc.Statx(descriptor, string.Empty, Libc.EmptyPath, Libc.BasicStats, out var buffer) != 0)
            {
                throw PosixFileTree.Fault(Marshal.GetLastPInvokeError(), path);
            }

            var facts = PosixFileTree.FactsOf(buffer);
            if (facts.Kind != EntryKind.File)
            {
                return new TiffHeader("no regular file", 0, 0, 0, facts.Length, facts.Modified);
            }

            var window = stackalloc byte[WindowLength];
            var file = new FileWindow(descriptor, path, facts.Length, window, WindowLength);
            return TiffDirectory.Judge(ref file, facts.Length, facts.Modified);
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }
}
