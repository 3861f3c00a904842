using MicroStatus.Configuration;
using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>Judges the ribbons of complete layers by their TIFF heads, each once, and the broken ones again when their file changes (lab.md §3).</summary>
internal sealed class RibbonCheck(
    RscmSettings settings,
    ITiffHeaderReader headers,
    IFileTree tree,
    ObservationRequest request,
    RscmState state)
{
    private static readonly TimeSpan LongestAhead = TimeSpan.FromHours(1);

    /// <summary>Whether a ribbon may still be being written.</summary>
    /// <param name="modified">Its modification time.</param>
    /// <param name="now">The moment of the look.</param>
    /// <param name="settings">How long a ribbon has to be left alone before it is judged.</param>
    /// <returns>True when it may.</returns>
    public static bool IsFresh(DateTimeOffset modified, DateTimeOffset now, RscmSettings settings)
    {
        // Newer than the look's beginning: written during it, or by a server whose clock is ahead. A date far ahead proves nothing.
        var age = now - modified;
        return age < settings.SettleTime && age > -LongestAhead;
    }

    /// <summary>Judges every ribbon of one layer and colour; leaves it unjudged when one was modified just now.</summary>
    /// <param name="folder">The images folder.</param>
    /// <param name="colour">The colour; its files are listed.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>True when the state has changed.</returns>
    public bool JudgeAll(string folder, RscmColour colour, CancellationToken cancellationToken)
    {
        var broken = new List<BrokenRibbon>();
        var (first, last) = (long.MaxValue, long.MinValue);
        var files = colour.Files ?? [];
        if (TryReadAll(folder, files, cancellationToken) is not { } read)
        {
            return false;
        }

        for (var i = 0; i < files.Count; i++)
        {
            // Renamed or removed since it was listed: the next look lists it again.
            if (read[i] is not { } header || IsFresh(header.Modified, request.Now, settings))
            {
                return false;
            }

            (first, last) = (Math.Min(first, header.Modified.UtcTicks), Math.Max(last, header.Modified.UtcTicks));
            if (header.Fault is { } fault)
            {
                broken.Add(new BrokenRibbon(files[i], fault, header.Length, header.Modified.UtcTicks));
            }
        }

        broken.Sort((a, b) => string.CompareOrdinal(a.File, b.File));
        colour.Broken = broken;
        colour.Checked = true;
        if (first != long.MaxValue)
        {
            state.FirstRibbonTicks = state.FirstRibbonTicks == 0 ? first : Math.Min(state.FirstRibbonTicks, first);
            state.LastRibbonTicks = Math.Max(state.LastRibbonTicks, last);
        }

        return true;
    }

    /// <summary>Looks again at ribbons that were broken: one stat each, and a second reading when the file has changed.</summary>
    /// <param name="folder">The images folder.</param>
    /// <param name="colour">The colour.</param>
    /// <returns>True when the state has changed.</returns>
    public bool LookAgainAtBroken(string folder, RscmColour colour)
    {
        var changed = false;
        for (var i = colour.Broken.Count - 1; i >= 0; i--)
        {
            var known = colour.Broken[i];
            var facts = tree.Find(Path.Join(folder, known.File));
            if (facts is not { } file)
            {
                // Gone: it is missing now, which the listing tells.
                colour.Broken.RemoveAt(i);
                colour.Trusted = false;
                changed = true;
            }
            else if ((file.Length != known.Length || file.Modified.UtcTicks != known.ModifiedTicks) && !IsFresh(file.Modified, request.Now, settings))
            {
                changed |= JudgeAgain(folder, colour, i);
            }
        }

        return changed;
    }

    private bool JudgeAgain(string folder, RscmColour colour, int index)
    {
        var file = colour.Broken[index].File;
        if (TryRead(folder, file) is not { } header)
        {
            return false;
        }

        state.LastRibbonTicks = Math.Max(state.LastRibbonTicks, header.Modified.UtcTicks);
        if (header.Fault is { } fault)
        {
            colour.Broken[index] = new BrokenRibbon(file, fault, header.Length, header.Modified.UtcTicks);
        }
        else
        {
            colour.Broken.RemoveAt(index);
        }

        return true;
    }

    private IReadOnlyList<TiffHeader?>? TryReadAll(string folder, List<string> names, CancellationToken cancellationToken)
    {
        try
        {
            return headers.ReadFolder(folder, names, cancellationToken);
        }
        catch (DirectoryNotFoundException)
        {
            return null; // removed at this moment: the next look sees it
        }
    }

    private TiffHeader? TryRead(string folder, string file)
    {
        try
        {
            return headers.Read(Path.Join(folder, file));
        }
        catch (FileNotFoundException)
        {
            return null; // removed at this moment: the next look lists its folder again
        }
    }
}
