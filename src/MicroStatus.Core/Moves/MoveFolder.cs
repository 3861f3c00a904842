using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Moves;

/// <summary>The folder of the moves' scripts, logs and markers (lab.md §8): each part is listed once, when it is first asked for.</summary>
/// <param name="settings">Folders and endings.</param>
/// <param name="names">Names of the files.</param>
/// <param name="files">Reads the folders.</param>
public sealed class MoveFolder(MoveSettings settings, MoveNames names, IFileTree files)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _listed = new(StringComparer.Ordinal);

    /// <summary>What a dataset's moves have left.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The files.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public MoveTraces Of(Dataset row) => new(
        Find(row, settings.ScriptsFolder, settings.ScriptEnding),
        Find(row, settings.LogsFolder, settings.LogEnding),
        Find(row, settings.CompleteFolder, settings.DoneEnding),
        Find(row, settings.ErrorFolder, settings.ErrorEnding));

    private string? Find(Dataset row, string folder, string ending)
    {
        var name = Names(folder).Where(file => file.EndsWith(ending, StringComparison.Ordinal) && names.IsOf(file, row)).Max(StringComparer.Ordinal);
        return name is null ? null : Path.Join(settings.Folder, folder, name);
    }

    private IReadOnlyList<string> Names(string folder)
    {
        if (!_listed.TryGetValue(folder, out var content))
        {
            try
            {
                content = [.. files.List(Path.Join(settings.Folder, folder)).Where(entry => entry.Kind == EntryKind.File).Select(entry => entry.Name)];
            }
            catch (DirectoryNotFoundException)
            {
                content = []; // a lab that has not moved anything yet
            }

            _listed[folder] = content;
        }

        return content;
    }
}
