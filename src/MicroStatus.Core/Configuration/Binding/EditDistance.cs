namespace MicroStatus.Configuration.Binding;

/// <summary>How far two names are apart: insertions, deletions and replacements, in any case (Levenshtein).</summary>
internal static class EditDistance
{
    /// <summary>Counts the edits.</summary>
    /// <param name="left">A name.</param>
    /// <param name="right">Another.</param>
    /// <returns>0 when they are the same.</returns>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]);
                var replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
