namespace MicroStatus.Backend.Processing.Demo;

/// <summary>Writes what the played cluster of a demo lab makes, dated by the lab's clock. What is there already, whole, stays: a step that was cut short can be repeated.</summary>
/// <param name="moment">The lab's time of what is written.</param>
/// <param name="partEnding">What is added to the name of a file that is being written.</param>
internal sealed class DemoFiles(DateTimeOffset moment, string partEnding)
{
    /// <summary>Writes a whole file: under another name first, as the lab's programs do.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="isNew">It is written also when one of its length is there.</param>
    public void Write(string path, byte[] content, bool isNew = false)
    {
        var (file, part) = (new FileInfo(path), path + partEnding);
        if (!isNew && file.Exists && file.Length == content.Length)
        {
            Remove(part);
            return;
        }

        Put(part, content);
        File.Move(part, path, overwrite: true);
        Date(path);
    }

    /// <summary>Writes the begin of a file under the name of an unfinished one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its whole content.</param>
    /// <param name="part">The part that is there, 0…1.</param>
    public void WritePart(string path, byte[] content, double part)
    {
        var length = (int)(content.Length * part);
        var file = new FileInfo(path + partEnding);
        if (length > 0 && !(file.Exists && file.Length == length))
        {
            Put(file.FullName, content[..length]);
            Date(file.FullName);
        }
    }

    /// <summary>Removes a file.</summary>
    /// <param name="path">The file, which may be gone.</param>
    public void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
            Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(path)!, moment.UtcDateTime);
        }
    }

    private static void Put(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private void Date(string path)
    {
        File.SetLastWriteTimeUtc(path, moment.UtcDateTime);
        Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(path)!, moment.UtcDateTime);
    }
}
