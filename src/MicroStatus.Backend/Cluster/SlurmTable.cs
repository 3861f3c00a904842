using System.Security.Cryptography;

namespace MicroStatus.Backend.Cluster;

/// <summary>Records that a command writes with a separator of our choice: one that was drawn after every name was given, so that no name can hold it.</summary>
/// <param name="separator">Between two fields, and after the last one.</param>
internal sealed class SlurmTable(string separator)
{
    /// <summary>The separator.</summary>
    public string Separator => separator;

    /// <summary>A table with a new separator.</summary>
    /// <returns>The table.</returns>
    public static SlurmTable Create() => new($"|{RandomNumberGenerator.GetHexString(32, lowercase: true)}|");

    /// <summary>Reads records.</summary>
    /// <param name="text">What the command wrote: after each field the separator, after each record a line end.</param>
    /// <param name="fields">How many fields a record has.</param>
    /// <returns>The records, or null when the text is something else.</returns>
    public IReadOnlyList<string[]>? Read(string text, int fields)
    {
        var parts = text.Split(separator);
        if (parts[^1].Trim().Length > 0 || (parts.Length - 1) % fields != 0)
        {
            return null;
        }

        var records = parts.SkipLast(1).Chunk(fields).ToList();
        foreach (var record in records.Skip(1))
        {
            if (!record[0].StartsWith('\n'))
            {
                return null;
            }

            record[0] = record[0][1..];
        }

        return records;
    }
}
