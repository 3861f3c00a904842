using System.Globalization;
using System.Xml;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>Reads <c>vs_series.dat</c>: XML, the elements wherever they stand in the tree (lab.md §3).</summary>
public static class VsSeriesReader
{
    /// <summary>Most layers, or ribbons a layer, that are believed; beyond that the file is damaged.</summary>
    public const int LargestCount = 100_000;

    private const string LayerElement = "stack_slice_count";
    private const string RibbonElement = "grid_cols";
    private const string DeviceElement = "device";
    private const int LongestText = 256;

    /// <summary>Reads the file's content. Never throws: what is wrong is said in <see cref="VsSeries.Problem"/>.</summary>
    /// <param name="content">The file, whole.</param>
    /// <returns>What it says.</returns>
    public static VsSeries Read(byte[] content)
    {
        if (content.Length == 0)
        {
            return new VsSeries(null, null, null, "is empty");
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        string? problem = null;
        try
        {
            Collect(content, texts);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException or InvalidOperationException or IOException)
        {
            problem = "is no complete XML: " + FirstSentence(e.Message);
        }

        var layerCount = Count(LayerElement, texts, ref problem);
        var ribbonCount = Count(RibbonElement, texts, ref problem);
        var device = texts.GetValueOrDefault(DeviceElement)?.Trim();
        return new VsSeries(layerCount, ribbonCount, string.IsNullOrEmpty(device) ? null : device, problem);
    }

    // The first text of each element that matters, wherever it stands.
    private static void Collect(byte[] content, Dictionary<string, string> texts)
    {
        using var reader = XmlReader.Create(new MemoryStream(content, writable: false), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            MaxCharactersInDocument = content.Length + 1L,
        });
        string? element = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    element = reader.LocalName is LayerElement or RibbonElement or DeviceElement ? reader.LocalName : null;
                    break;
                case XmlNodeType.EndElement:
                    element = null;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when element is not null:
                    var text = reader.Value;
                    texts.TryAdd(element, text.Length > LongestText ? text[..LongestText] : text);
                    break;
                default:
                    break;
            }
        }
    }

    private static int? Count(string element, Dictionary<string, string> texts, ref string? problem)
    {
        if (!texts.TryGetValue(element, out var text))
        {
            problem ??= $"has no {element}";
            return null;
        }

        if (int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= LargestCount)
        {
            return count;
        }

        problem ??= $"says {element} is '{(text.Length > 40 ? text[..40] + "…" : text)}'; a whole number from 1 to {LargestCount} is expected";
        return null;
    }

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end > 0 ? text[..end] : text.TrimEnd('.');
    }
}
