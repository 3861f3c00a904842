using System.Text;

namespace MicroStatus.Messages.Catalogue;

/// <summary>Paths below a dataset's folder that a sentence names, in the form that Windows machines show (lab.md §1).</summary>
internal static class FolderPaths
{
    private const string PartsOfNames = "_-";

    private const string EndsOfSentences = ".,;:!?)";

    /// <summary>Gives the paths in a sentence their Windows form, and makes them names.</summary>
    /// <param name="value">The sentence; a path in it stands between single quotes, or ends at a blank.</param>
    /// <param name="subject">The dataset.</param>
    /// <returns>The sentence.</returns>
    public static MessageValue InWindowsForm(MessageValue value, MessageSubject subject)
    {
        var (from, folder) = (value.Text, subject.Path);
        var text = new StringBuilder(from.Length);
        var names = new List<string>(value.Names);
        var done = 0;
        for (var at = Next(from, folder, 0); at >= 0; at = Next(from, folder, done))
        {
            var end = EndOf(from, at, folder.Length);
            var path = subject.WindowsPath + from[(at + folder.Length)..end].Replace('/', '\\');
            text.Append(from, done, at - done).Append(path);
            names.Add(path);
            done = end;
        }

        return done == 0 ? value : new MessageValue(text.Append(from, done, from.Length - done).ToString(), names);
    }

    // The folder, and not another one whose name begins with this one's.
    private static int Next(string text, string folder, int start)
    {
        for (var at = folder.Length == 0 ? -1 : text.IndexOf(folder, start, StringComparison.Ordinal); at >= 0; at = text.IndexOf(folder, at + 1, StringComparison.Ordinal))
        {
            var end = at + folder.Length;
            if (end == text.Length || !(char.IsLetterOrDigit(text[end]) || PartsOfNames.Contains(text[end], StringComparison.Ordinal)))
            {
                return at;
            }
        }

        return -1;
    }

    private static int EndOf(string text, int at, int length)
    {
        var end = at + length;
        if (end == text.Length || text[end] != '/')
        {
            return end;
        }

        if (at > 0 && text[at - 1] == '\'')
        {
            // A name may hold a quote itself: the one that closes is not followed by more of the name.
            for (var quote = text.IndexOf('\'', end); quote >= 0; quote = text.IndexOf('\'', quote + 1))
            {
                if (quote + 1 == text.Length || text[quote + 1] == ' ' || EndsOfSentences.Contains(text[quote + 1], StringComparison.Ordinal))
                {
                    return quote;
                }
            }
        }

        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        while (EndsOfSentences.Contains(text[end - 1], StringComparison.Ordinal))
        {
            end--;
        }

        return end;
    }
}
