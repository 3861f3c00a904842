using System.Text;

namespace MicroStatus.Moves.Job;

/// <summary>Words of a shell script. The only place where text becomes part of one.</summary>
public static class ShellWord
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text as one word that a POSIX shell takes as it is, whatever is in it: quotes, line feeds, <c>$</c>, a leading dash.</summary>
    /// <param name="text">Any text without NUL.</param>
    /// <returns>The text in single quotes.</returns>
    /// <exception cref="ArgumentException">The text holds NUL, which no word, argument or path can hold, or half a surrogate pair, which
    /// UTF-8 can't write.</exception>
    public static string Quote(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A word of a shell script can't hold a NUL character.", nameof(text));
        }

        try
        {
            _ = Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("A word of a shell script can't hold half a surrogate pair.", nameof(text), e);
        }

        return $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
