using MicroStatus.Backend.Storage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>The files of a montage: made under hidden names in their folder, and given their own all at the end. What has not got its name by then is removed.</summary>
internal sealed class MontageFiles : IDisposable
{
    private readonly string _folder;
    private readonly List<(string Temporary, string Path)> _files = [];

    /// <summary>Makes the folder, and removes what a killed process left in it.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    public MontageFiles(string folder, DateTimeOffset now)
    {
        _folder = folder;
        new Acquisition.FileActs().MakeFolder(folder);
        SharedFile.Sweep(folder, now);
    }

    /// <summary>Names a file that is to be made.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <returns>Where it is to be written, and the path that it will have.</returns>
    /// <exception cref="IOException">The name would lead out of the folder.</exception>
    public (string Temporary, string Path) Add(string name)
    {
        if (name.AsSpan().ContainsAny('/', '\0'))
        {
            throw new IOException($"'{name}' is no name of a file.");
        }

        var path = Path.Join(_folder, name);
        var file = (SharedFile.TemporaryNameFor(path), path);
        _files.Add(file);
        return file;
    }

    /// <summary>Gives all files their names.</summary>
    /// <exception cref="IOException">A file cannot be flushed or renamed.</exception>
    public void Publish()
    {
        while (_files is [var file, ..])
        {
            SharedFile.Publish(file.Temporary, file.Path, overwrite: true);
            _files.RemoveAt(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (temporary, _) in _files)
        {
            SharedFile.Discard(temporary);
        }
    }
}
