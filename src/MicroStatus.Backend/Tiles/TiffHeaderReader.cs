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
    public TiffHeader Read(string path) =>
        TryRead(Libc.CurrentFolder, folderPath: null, path) ?? throw new FileNotFoundException($"'{path}' is not there.", path);

    /// <inheritdoc/>
    public IReadOnlyList<TiffHeader?> ReadFolder(string folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var descriptor = Libc.OpenAt(Libc.CurrentFolder, folder, Libc.ReadOnly | Libc.Folder | Libc.CloseOnExec);
        if (descriptor < 0)
        {
            throw PosixFileTree.Fault(Marshal.GetLastPInvokeError(), folder);
        }

        try
        {
            var headers = new TiffHeader?[names.Count];
            for (var i = 0; i < headers.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                headers[i] = TryRead(descriptor, folder, names[i]);
            }

            return headers;
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    // The folder's path is for messages alone: the kernel begins at its descriptor.
    [SkipLocalsInit]
    private static TiffHeader? TryRead(int folder, string? folderPath, string name)
    {
        var descriptor = Libc.OpenAt(folder, name, Libc.ReadOnly | Libc.NonBlocking | Libc.CloseOnExec);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is Libc.NotFound or Libc.NotAFolder ? null : throw PosixFileTree.Fault(error, Path.Join(folderPath, name));
        }

        try
        {
            if (Libc.Statx(descriptor, string.Empty, Libc.EmptyPath, Libc.BasicStats, out var buffer) != 0)
            {
                throw PosixFileTree.Fault(Marshal.GetLastPInvokeError(), Path.Join(folderPath, name));
            }

            var facts = PosixFileTree.FactsOf(buffer);
            if (facts.Kind != EntryKind.File)
            {
                return new TiffHeader("no regular file", 0, 0, 0, facts.Length, facts.Modified);
            }

            var window = stackalloc byte[WindowLength];
            var file = new FileWindow(descriptor, folderPath, name, facts.Length, window, WindowLength);
            return TiffDirectory.Judge(ref file, facts.Length, facts.Modified);
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }
}
