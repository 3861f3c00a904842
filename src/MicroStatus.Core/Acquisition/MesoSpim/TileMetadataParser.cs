using System.Text.RegularExpressions;
using MicroStatus.Configuration;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Reads a tile's metadata: lines <c>[key] value</c>, section heads without a value (lab.md §4).</summary>
/// <param name="settings">The pattern of the refractive index.</param>
/// <remarks>No input makes it fail: what cannot be right becomes a problem of the value it returns.</remarks>
internal sealed class TileMetadataParser(MesoSpimSettings settings)
{
    // A line longer than this holds nothing that is read here; it is not even decoded.
    private const int LongestLine = 4096;

    private readonly Lazy<Regex> _index = new(() => new Regex(
        settings.RefractiveIndexPattern,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)));

    /// <summary>Reads the content of a metadata file, which may be half-written: a last line without an end is left out.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <returns>What it says.</returns>
    public TileMetadata Parse(ReadOnlySpan<byte> content)
    {
        var complete = content[..(content.LastIndexOf((byte)'\n') + 1)];
        var text = InstrumentText.Of(ref complete);
        var values = new TileMetadataValues();
        var section = string.Empty;
        var afterBlank = true;
        foreach (var range in complete.Split((byte)'\n'))
        {
            var bytes = complete[range].Trim(" \t\r\0"u8);
            if (bytes.IsEmpty || bytes.Length > LongestLine)
            {
                afterBlank = bytes.IsEmpty;
                continue;
            }

            if (TrySplit(text.Read(bytes), out var key, out var value))
            {
                if (value.Length == 0 && IsHead(key, afterBlank))
                {
                    section = key;
                }
                else
                {
                    values.Take(section, key, value);
                }
            }

            afterBlank = false;
        }

        return values.ToMetadata(content.IsEmpty, RefractiveIndex(values.EtlFile));
    }

    private static bool TrySplit(string line, out string key, out string value)
    {
        key = value = string.Empty;
        if (line[0] != '[')
        {
            return false;
        }

        // A key may hold brackets itself; the one that ends it stands before a blank or at the end of the line.
        var end = line.IndexOf("] ", StringComparison.Ordinal);
        if (end < 0)
        {
            end = line[^1] == ']' ? line.Length - 1 : line.IndexOf(']', StringComparison.Ordinal);
        }

        if (end < 0)
        {
            return false;
        }

        key = line[1..end].Trim();
        value = line[(end + 1)..].Trim();
        return true;
    }

    // A key whose value is empty looks like a head; a head stands after a blank line or is in capitals.
    private static bool IsHead(string key, bool afterBlank) => afterBlank || !key.Any(char.IsLower);

    private string? RefractiveIndex(string? etlFile)
    {
        if (etlFile is null)
        {
            return null;
        }

        try
        {
            var match = _index.Value.Match(etlFile[(etlFile.LastIndexOfAny(['/', '\\']) + 1)..]);
            return match.Success && MetadataNumber.TryRead(match.Groups["index"].Value, 0, 100, out _) ? match.Groups["index"].Value : null;
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new StatusException(
                "RefractiveIndexPatternTooSlow",
                StatusErrorCategory.InvalidData,
                $"The pattern MesoSpim.RefractiveIndexPattern takes too long on the name '{TileText.Name(etlFile)}'.",
                "Simplify the pattern in the settings.",
                etlFile,
                error);
        }
    }
}
