using System.IO.Enumeration;
using System.Text.Json;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>Finds the metadata in an OME-Zarr group (lab.md §4). Below an array there are chunks alone, perhaps a million: it is not gone into.</summary>
/// <param name="settings">Names, and the largest file that is read.</param>
/// <param name="files">The stores.</param>
internal sealed class ZarrMetadataFiles(MesoSpimSettings settings, IFileTree files)
{
    // Names of the format itself: what makes a folder an array in its versions 2 and 3.
    private const string ArrayFile = ".zarray";
    private const string NodeFile = "zarr.json";

    /// <summary>Finds and reads them; links are not followed.</summary>
    /// <param name="group">The group's folder.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>Paths below the group and contents, as they are found, always in the same order.</returns>
    public IEnumerable<(string Path, byte[] Content)> Read(string group, CancellationToken cancellationToken)
    {
        var waiting = new Stack<string>([string.Empty]);
        while (waiting.TryPop(out var at))
        {
            var entries = files.List(Path.Join(group, at)).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
            var isArray = entries.Exists(entry => entry is { Kind: EntryKind.File, Name: ArrayFile });
            foreach (var entry in entries.Where(entry => entry.Kind == EntryKind.File && settings.Processing.ZarrBackupFiles.Any(glob => FileSystemName.MatchesSimpleExpression(glob, entry.Name))))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var path = Below(at, entry.Name);
                var content = files.ReadFile(Path.Join(group, path), settings.MetadataLimit);
                isArray |= entry.Name == NodeFile && IsArray(content);
                yield return (path, content);
            }

            foreach (var entry in isArray ? [] : entries.Where(entry => entry.Kind == EntryKind.Folder).Reverse())
            {
                waiting.Push(Below(at, entry.Name));
            }
        }
    }

    private static string Below(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static bool IsArray(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("node_type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "array";
        }
        catch (JsonException)
        {
            return false; // damaged: what may lie below it is worth a look
        }
    }
}
