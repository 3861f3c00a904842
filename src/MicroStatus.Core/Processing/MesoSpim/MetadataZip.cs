using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>Writes and proves zips of metadata: files, and a manifest that lists each with its size and its hash (lab.md §4). One file at a time is in memory.</summary>
internal static class MetadataZip
{
    private const int LargestManifest = 256 * 1024 * 1024;

    /// <summary>Writes a zip.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="manifestName">The manifest's name in the zip.</param>
    /// <param name="files">Paths below the group, and contents.</param>
    /// <returns>What was written, in its order.</returns>
    public static IReadOnlyList<ZippedFile> Write(Stream stream, string manifestName, IEnumerable<(string Path, byte[] Content)> files)
    {
        var written = new List<ZippedFile>();
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, content) in files)
        {
            using var entry = zip.CreateEntry(path).Open();
            entry.Write(content);
            written.Add(new ZippedFile(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        }

        using var manifest = zip.CreateEntry(manifestName).Open();
        using var json = new Utf8JsonWriter(manifest, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("file_count", written.Count);
        json.WriteStartArray("files");
        foreach (var file in written)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("size", file.Size);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return written;
    }

    /// <summary>Proves a zip: every file that its manifest lists is in it with that content, and nothing else is.</summary>
    /// <param name="stream">The zip.</param>
    /// <param name="manifestName">The manifest's name in it.</param>
    /// <param name="expected">What the manifest must list; null when it is taken at its word.</param>
    /// <returns>What is wrong, in a phrase; null when nothing is.</returns>
    public static string? FaultOf(Stream stream, string manifestName, IReadOnlyList<ZippedFile>? expected)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var listed = ReadManifest(zip, manifestName);
            return listed is null ? $"it has no usable {manifestName}"
                : expected is not null && !listed.SequenceEqual(expected) ? $"its {manifestName} does not list what was written"
                : zip.Entries.Count != listed.Count + 1 ? $"it does not hold what its {manifestName} lists"
                : listed.Where(file => !Holds(zip, file)).Select(file => $"{file.Path} in it is not what it should be").FirstOrDefault();
        }
        catch (InvalidDataException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static bool Holds(ZipArchive zip, ZippedFile file)
    {
        if (zip.GetEntry(file.Path) is not { } entry || entry.Length != file.Size)
        {
            return false;
        }

        using var content = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256;
    }

    private static List<ZippedFile>? ReadManifest(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { Length: <= LargestManifest } entry)
        {
            return null;
        }

        try
        {
            using var content = entry.Open();
            using var document = JsonDocument.Parse(content);
            return
            [
                .. document.RootElement.GetProperty("files").EnumerateArray().Select(file => new ZippedFile(
                    file.GetProperty("path").GetString() ?? string.Empty, file.GetProperty("size").GetInt64(), file.GetProperty("sha256").GetString() ?? string.Empty)),
            ];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null; // an earlier program's list, or none
        }
    }
}
