using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>What of files the system keeps in memory.</summary>
internal static partial class PageCache
{
    private const int DontNeed = 4; // POSIX_FADV_DONTNEED

    /// <summary>Writes what of files is dirty, and drops them from memory, so that they are read from the disk next.</summary>
    /// <param name="paths">The files.</param>
    public static void Drop(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
            var error = Advise(file, 0, 0, DontNeed);
            if (error != 0)
            {
                throw new IOException($"{path} stays in memory: error {error.ToString(CultureInfo.InvariantCulture)}");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}
