using System.IO.Enumeration;
using System.Text;
using System.Xml;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.Rscm;

/// <summary>CBPy's folders: what waits there, and what its running work writes (lab.md §3).</summary>
/// <param name="settings">Folders and names.</param>
/// <param name="files">Reads them.</param>
internal sealed class CbpyFolders(DenoisingSettings settings, IFileTree files)
{
    /// <summary>Reads the running work.</summary>
    /// <returns>One for each file, in order of their names.</returns>
    public IReadOnlyList<ActiveWork> ReadActive() =>
    [
        .. PresentFolder.List(files, settings.ActiveFolder)
            .Where(entry => entry.Kind == EntryKind.File && FileSystemName.MatchesSimpleExpression(settings.ActiveFiles, entry.Name, ignoreCase: true))
            .Select(entry => Path.Join(settings.ActiveFolder, entry.Name))
            .Order(StringComparer.Ordinal)
            .Select(Read)
            .OfType<ActiveWork>(),
    ];

    /// <summary>Lists the waiting work.</summary>
    /// <returns>Its entries, files or folders, in order of their names.</returns>
    public IReadOnlyList<FolderEntry> ListQueue() => [.. PresentFolder.List(files, settings.QueueFolder).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>Reads what a file of CBPy says. Foreign files may lie there: a DTD is refused, and so is what is larger than the bound.</summary>
    /// <param name="file">The file.</param>
    /// <returns>What it says; null when it is gone meanwhile.</returns>
    public ActiveWork? Read(string file)
    {
        try
        {
            using var content = new MemoryStream(files.ReadFile(file, settings.ActiveFileLimit), writable: false);
            using var reader = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return new ActiveWork(file, [.. Elements(reader)]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // done meanwhile
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            return new ActiveWork(file, Outputs: null);
        }
    }

    // However deep the elements are nested: no tree is built.
    private List<string> Elements(XmlReader reader)
    {
        var outputs = new List<string>();
        reader.MoveToContent();
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == settings.OutputElement)
            {
                var folder = TextOf(reader).Trim();
                if (folder.Length > 0)
                {
                    outputs.Add(folder.Length > 1 ? folder.TrimEnd('/') : folder);
                }
            }

            reader.Read();
        }

        return outputs;
    }

    private static string TextOf(XmlReader reader)
    {
        using var element = reader.ReadSubtree();
        var text = new StringBuilder();
        while (element.Read())
        {
            if (element.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text.Append(element.Value);
            }
        }

        return text.ToString();
    }
}
