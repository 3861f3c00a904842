using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MicroStatus.Help;

/// <summary>Turns the elements of documentation comments into plain text.</summary>
internal static partial class DocumentationText
{
    // Sources of facts are for readers of the code.
    [GeneratedRegex(@"\s*\(lab\.md §[^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source { get; }

    /// <summary>The paragraphs of an element, without its code; line breaks of the source are spaces.</summary>
    /// <param name="element">For example <c>remarks</c>.</param>
    /// <returns>Paragraphs that are not empty.</returns>
    public static IReadOnlyList<string> Paragraphs(XElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        return
        [
            .. Source.Replace(text.ToString(), "").Split('\f')
                .Select(paragraph => string.Join(' ', paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
                .Where(paragraph => paragraph.Length > 0),
        ];
    }

    /// <summary>Code as it stands, without the empty lines around it and the indent that all its lines have.</summary>
    /// <param name="element">A <c>code</c> element.</param>
    /// <returns>The code.</returns>
    public static string Code(XElement element)
    {
        var lines = element.Value.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        var indent = lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, i) => i == 0 || line.Length < indent ? line.TrimStart() : line[indent..])).Trim('\n');
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value);
                    break;
                case XElement { Name.LocalName: "code" }:
                    break;
                case XElement { Name.LocalName: "c" } inline:
                    text.Append(inline.Value);
                    break;
                case XElement { Name.LocalName: "para" } paragraph:
                    text.Append('\f');
                    Append(text, paragraph);
                    text.Append('\f');
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" } reference:
                    text.Append(Target(reference));
                    break;
                case XElement other:
                    throw new InvalidDataException($"Help cannot show <{other.Name.LocalName}>; use <para>, <c> or <see>.");
                default:
                    break;
            }
        }
    }

    // A reference shows the last word of what it names: T:MicroStatus.Datasets.Dataset is Dataset.
    private static string Target(XElement reference)
    {
        var name = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? "";
        var end = name.IndexOf('(', StringComparison.Ordinal);
        return (end < 0 ? name : name[..end]).Split('.', ':')[^1];
    }
}
