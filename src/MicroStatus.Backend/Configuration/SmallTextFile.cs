using System.Text.Unicode;

namespace MicroStatus.Backend.Configuration;

/// <summary>Reads a file that a person wrote: small, and in UTF-8.</summary>
internal static class SmallTextFile
{
    private const int Limit = 1024 * 1024;

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its bytes without a byte order mark; null when it isn't there or can't be read.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read(string path, out byte[]? bytes)
    {
        bytes = null;
        if (Directory.Exists(path))
        {
            return "a folder where a file is due";
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = GC.AllocateUninitializedArray<byte>(Limit + 1);
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > Limit)
            {
                return "a file larger than 1 MiB";
            }

            var content = buffer.AsSpan(0, length);
            if (!Utf8.IsValid(content))
            {
                return "text that is not UTF-8";
            }

            bytes = content.StartsWith("\uFEFF"u8) ? content[3..].ToArray() : content.ToArray();
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "a file that may not be read (permission denied)";
        }
        catch (IOException e)
        {
            return $"a file that can't be read ({e.Message})";
        }
    }
}
