using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>Opens TIFF files at the cost of three system calls a file, open, stat and close, and resolves a folder's path once.</summary>
internal static unsafe class TiffOpening
{
    /// <summary>Looks at one file.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="path">An absolute path.</param>
    /// <param name="look">What is done with it.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="FileNotFoundException">The file is not there (any more).</exception>
    public static T One<T>(string path, TiffLook<T> look)
        where T : notnull =>
        TryOpen(Libc.CurrentFolder, folderPath: null, path, look, out var seen) ? seen : throw new FileNotFoundException($"'{path}' is not there.", path);

    /// <summary>Looks at files of one folder.</summary>
    /// <typeparam name="T">What comes of one.</typeparam>
    /// <param name="folder">An absolute path.</param>
    /// <param name="names">Names of files in it.</param>
    /// <param name="look">What is done with each.</param>
    /// <param name="missing">What stands for a file that is not there (any more).</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>What was seen of each, in their order.</returns>
    public static T[] All<T>(string folder, IReadOnlyList<string> names, TiffLook<T> look, T missing, CancellationToken cancellationToken)
    {
        var descriptor = Libc.OpenAt(Libc.CurrentFolder, folder, Libc.ReadOnly | Libc.Folder | Libc.CloseOnExec);
        if (descriptor < 0)
        {
            throw PosixFileTree.Fault(Marshal.GetLastPInvokeError(), folder);
        }

        try
        {
            var all = new T[names.Count];
            for (var i = 0; i < all.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                all[i] = TryOpen(descriptor, folder, names[i], look, out var seen) ? seen : missing;
            }

            return all;
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    // The folder's path is for messages alone: the kernel begins at its descriptor.
    [SkipLocalsInit]
    private static bool TryOpen<T>(int folder, string? folderPath, string name, TiffLook<T> look, out T seen)
    {
        seen = default!;
        var descriptor = Libc.OpenAt(folder, name, Libc.ReadOnly | Libc.NonBlocking | Libc.CloseOnExec);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is Libc.NotFound or Libc.NotAFolder ? false : throw PosixFileTree.Fault(error, Path.Join(folderPath, name));
        }

        try
        {
            if (Libc.Statx(descriptor, string.Empty, Libc.EmptyPath, Libc.BasicStats, out var facts) != 0)
            {
                throw PosixFileTree.Fault(Marshal.GetLastPInvokeError(), Path.Join(folderPath, name));
            }

            var windows = stackalloc byte[TiffSource.BufferLength];
            var source = new TiffSource(descriptor, folderPath, name, PosixFileTree.FactsOf(facts), windows);
            seen = look(ref source);
            return true;
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }
}
