using System.Globalization;
using System.Runtime.InteropServices;

namespace MicroStatus.Backend.Database;

/// <summary>Tells whether a process noted earlier on this host is still the one that runs now.</summary>
internal static partial class ProcessIdentity
{
    private const int NoSuchProcess = 3;
    private const int StateField = 0;
    private const int StartField = 19;

    /// <summary>What makes a process of this host unique: the boot, and when in it the process started.</summary>
    /// <param name="processId">The process.</param>
    /// <returns>A text, or null when <c>/proc</c> does not tell.</returns>
    public static string? StartOf(int processId) =>
        ReadStat(processId) is { } fields ? BootId() + ":" + fields[StartField] : null;

    /// <summary>Whether the process that was noted is over.</summary>
    /// <param name="processId">Its number.</param>
    /// <param name="start">What <see cref="StartOf"/> gave then, or null.</param>
    /// <returns>True only when that is certain.</returns>
    public static bool IsGone(int processId, string? start)
    {
        if (Kill(processId, 0) != 0 && Marshal.GetLastPInvokeError() == NoSuchProcess)
        {
            return true;
        }

        // Alive, or another process under the same number, or dead and not buried yet.
        return ReadStat(processId) is { } fields
            && (fields[StateField] is "Z" or "X" || (start is not null && BootId() + ":" + fields[StartField] != start));
    }

    private static string BootId()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (IOException)
        {
            // Without it, the start time alone decides.
            return string.Empty;
        }
    }

    private static string[]? ReadStat(int processId)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));

            // The second field is the name in brackets and may hold anything, brackets too.
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > StartField ? fields : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Hidden, or gone since: the caller has asked the kernel in another way.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
