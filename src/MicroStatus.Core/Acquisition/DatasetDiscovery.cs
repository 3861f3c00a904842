using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Acquisition;

/// <summary>Finds datasets' folders on FastStore (lab.md §2): one stat a folder that did not change, never into a dataset, never through a link.</summary>
public sealed class DatasetDiscovery
{
    private readonly StatusSettings _settings;
    private readonly IFileTree _files;
    private readonly IReadOnlyList<IInstrument> _instruments;
    private readonly StrayFiles _stray;

    /// <summary>Prepares a walk.</summary>
    /// <param name="settings">Where to look, and how deep.</param>
    /// <param name="files">The store.</param>
    /// <param name="instruments">Whose datasets to find.</param>
    public DatasetDiscovery(StatusSettings settings, IFileTree files, IReadOnlyList<IInstrument> instruments)
    {
        _settings = settings;
        _files = files;
        _instruments = instruments;
        _stray = new StrayFiles(settings.Discovery.StrayFiles);
    }

    /// <summary>Walks.</summary>
    /// <param name="memory">What the last walk remembered.</param>
    /// <param name="isKnown">Whether a folder is a dataset already known: it is not opened again.</param>
    /// <param name="now">The moment of the walk.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <returns>What was found.</returns>
    public DiscoveryResult Run(
        IReadOnlyList<FolderMemory> memory,
        Func<string, bool> isKnown,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var walk = new Walk(this, memory, isKnown, now, cancellationToken);
        foreach (var instrument in _instruments)
        {
            walk.Visit(instrument, Path.Join(_settings.Storage.FastStore.AcquirePath, instrument.Folder), string.Empty, depth: 0);
        }

        return walk.Result();
    }

    /// <summary>Walks below some folders only, without a memory: each folder is listed.</summary>
    /// <param name="starts">Where to begin; what lies within another start is visited once.</param>
    /// <param name="isKnown">Whether a folder is a dataset already known: it is not opened again.</param>
    /// <param name="now">The moment of the walk.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <returns>What was found, in the order of the starts; nothing in it is to be remembered.</returns>
    public DiscoveryResult RunBelow(IReadOnlyList<DiscoveryStart> starts, Func<string, bool> isKnown, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var walk = new Walk(this, [], isKnown, now, cancellationToken);
        var paths = starts.Select(start => start.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var start in starts.DistinctBy(start => start.Path, StringComparer.Ordinal).Where(start => !Above(start.Path).Any(paths.Contains)))
        {
            if (start.Depth == 0)
            {
                walk.Visit(start.Instrument, start.Path, start.RelativePath, start.Depth);
            }
            else
            {
                walk.Enter(start.Instrument, start.Path, start.RelativePath, start.Depth);
            }
        }

        return walk.Result() with { Changed = [], Forgotten = [] };
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var above = Path.GetDirectoryName(path); !string.IsNullOrEmpty(above); above = Path.GetDirectoryName(above))
        {
            yield return above;
        }
    }

    private sealed class Walk(
        DatasetDiscovery owner,
        IReadOnlyList<FolderMemory> memory,
        Func<string, bool> isKnown,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        private readonly Dictionary<string, FolderMemory> _memory = memory.ToDictionary(folder => folder.Path, StringComparer.Ordinal);
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly List<FoundDataset> _found = [];
        private readonly List<FolderMemory> _changed = [];
        private readonly List<FolderFault> _faults = [];

        public DiscoveryResult Result() =>
            new(_found, _changed, [.. _memory.Keys.Where(path => !_seen.Contains(path))], _faults);

        public void Visit(IInstrument instrument, string path, string relativePath, int depth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (owner._files.Find(path) is not { Kind: EntryKind.Folder } facts)
                {
                    return; // gone since it was listed, or the instrument has no folder here
                }

                var folders = Recall(path, facts) ?? List(instrument, path, relativePath, facts, depth);
                if (folders is null || depth >= owner._settings.Discovery.MaximumDepth)
                {
                    return;
                }

                foreach (var name in folders)
                {
                    Enter(instrument, Path.Join(path, name), depth == 0 ? name : relativePath + "/" + name, depth + 1);
                }
            }
            catch (DirectoryNotFoundException)
            {
                // gone between its stat and its listing
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _ = _seen.Add(path); // what cannot be read now is not forgotten
                _faults.Add(new FolderFault(path, e));
            }
        }

        public void Enter(IInstrument instrument, string path, string relativePath, int depth)
        {
            if (isKnown(path))
            {
                _found.Add(new FoundDataset(path, relativePath, instrument));
            }
            else
            {
                Visit(instrument, path, relativePath, depth);
            }
        }

        private IReadOnlyList<string>? Recall(string path, FileFacts facts)
        {
            if (!_memory.TryGetValue(path, out var known)
                || known.Modified != facts.Modified
                || known.Listed - known.Modified <= owner._settings.Discovery.FolderTimeGrain)
            {
                return null;
            }

            _ = _seen.Add(path);
            return known.Folders;
        }

        // Null when the folder is a dataset: its inside is its own.
        private List<string>? List(IInstrument instrument, string path, string relativePath, FileFacts facts, int depth)
        {
            var entries = owner._files.List(path);
            if (depth > 0 && instrument.IsDataset(Path.GetFileName(path), entries))
            {
                _found.Add(new FoundDataset(path, relativePath, instrument));
                return null;
            }

            var folders = new List<string>();
            var isReadable = true;
            foreach (var entry in entries)
            {
                if (entry.Kind == EntryKind.Other && entry.Name.Contains('\uFFFD', StringComparison.Ordinal))
                {
                    isReadable = false;
                    _faults.Add(new FolderFault(Path.Join(path, entry.Name), new InvalidDataException("Its name is not UTF-8. Rename it.")));
                }
                else if (entry.Kind == EntryKind.Folder && instrument.MayHoldDatasets(entry.Name) && !owner._stray.Match(entry.Name))
                {
                    folders.Add(entry.Name);
                }
            }

            folders.Sort(StringComparer.Ordinal);
            if (!isReadable)
            {
                return folders; // not remembered: what cannot be entered is told until it is renamed
            }

            _ = _seen.Add(path);
            var remembered = new FolderMemory(path, facts.Modified, now, folders);
            if (!_memory.TryGetValue(path, out var known) || known.Modified != facts.Modified || !known.Folders.SequenceEqual(folders, StringComparer.Ordinal)
                || now - facts.Modified > owner._settings.Discovery.FolderTimeGrain)
            {
                _changed.Add(remembered);
            }

            return folders;
        }
    }
}
