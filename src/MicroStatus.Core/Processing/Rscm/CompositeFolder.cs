using System.IO.Enumeration;
using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.Rscm;

/// <summary>Reads composites: names first, sizes only once the names are complete, and not again while their folder stays the same (lab.md §1, §3).</summary>
/// <param name="settings">How they are called.</param>
/// <param name="stray">Files that never count.</param>
/// <param name="files">Reads them.</param>
internal sealed class CompositeFolder(StitchingSettings settings, StrayFiles stray, IFileTree files)
{
    /// <summary>Compares the names of a folder that was listed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="entries">What is in it.</param>
    /// <param name="row">Tells how many there are to be.</param>
    /// <returns>The composites, their sizes not looked at.</returns>
    public Composites Read(string folder, IEnumerable<FolderEntry> entries, Dataset row)
    {
        List<string> names =
        [
            .. entries
                .Where(entry => entry.Kind == EntryKind.File && FileSystemName.MatchesSimpleExpression(settings.CompositeFiles, entry.Name, ignoreCase: true) && !stray.Match(entry.Name))
                .Select(entry => entry.Name)
                .Order(StringComparer.Ordinal),
        ];
        return new Composites { Folder = folder, Names = names, Count = CompositeNames.Compare(names, row.ZLayersTotal, row.Channels) };
    }

    /// <summary>Looks when the folder has changed: one stat.</summary>
    /// <param name="composites">The composites.</param>
    /// <returns>The same, with the time.</returns>
    public Composites WithChange(Composites composites) => composites with { Changed = files.Find(composites.Folder)?.Modified };

    /// <summary>Looks at the sizes, when the names are complete.</summary>
    /// <param name="composites">The composites, with the time of their folder.</param>
    /// <param name="remembered">What was found at an earlier look, or null.</param>
    /// <param name="since">What is older belongs to an earlier stitching, and may be written over without a trace in the folder; null when nothing is too old.</param>
    /// <param name="cancellationToken">Stops between two stats.</param>
    /// <returns>The same, with sizes.</returns>
    public Composites WithSizes(Composites composites, CompositeMemory? remembered, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        if (!composites.Count.IsComplete)
        {
            return composites;
        }

        return composites with { Facts = remembered?.FactsOf(composites) is { } known && !(known.Oldest < since) ? known : Look(composites, cancellationToken) };
    }

    private CompositeFacts Look(Composites composites, CancellationToken cancellationToken)
    {
        var empty = new List<string>();
        var sizes = new HashSet<long>();
        var (total, oldest, newest) = (0L, DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        foreach (var name in composites.Names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var facts = files.Find(Path.Join(composites.Folder, name));
            var length = facts?.Length ?? -1; // gone meanwhile: no size of any
            sizes.Add(length);
            total += Math.Max(length, 0);
            if (length == 0)
            {
                empty.Add(name);
            }

            var modified = facts?.Modified ?? DateTimeOffset.MinValue;
            oldest = modified < oldest ? modified : oldest;
            newest = modified > newest ? modified : newest;
        }

        return new CompositeFacts(sizes.Count == 1 ? sizes.First() : null, total, empty, oldest, newest);
    }
}
