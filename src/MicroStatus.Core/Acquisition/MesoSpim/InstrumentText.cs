using System.Text;
using System.Text.Unicode;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Text as the microscope's computers write it: UTF-8, else Windows-1252; never rejected for its encoding (lab.md §4).</summary>
internal sealed class InstrumentText
{
    private readonly Encoding _encoding;

    private InstrumentText(Encoding encoding) => _encoding = encoding;

    /// <summary>Chooses the encoding of a whole file, so that each part can be read by itself.</summary>
    /// <param name="content">The file; a byte order mark is cut off.</param>
    /// <returns>The text of parts of it.</returns>
    public static InstrumentText Of(ref ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        return new InstrumentText(Utf8.IsValid(content)
            ? Encoding.UTF8
            : CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1);
    }

    public string Read(ReadOnlySpan<byte> part) => _encoding.GetString(part);
}
