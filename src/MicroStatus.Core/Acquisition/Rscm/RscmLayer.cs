namespace MicroStatus.Acquisition.Rscm;

/// <summary>What is known of one z-layer.</summary>
/// <param name="number">The layer's number.</param>
/// <param name="folder">Its folder's name.</param>
internal sealed class RscmLayer(int number, string folder)
{
    /// <summary>The layer's number.</summary>
    public int Number => number;

    /// <summary>Its folder's name.</summary>
    public string Folder => folder;

    /// <summary>Modification time of its folder when it was listed, UTC ticks; 0 before.</summary>
    public long FolderTicks { get; set; }

    /// <summary>The listing is newer than the folder's time by more than its grain.</summary>
    public bool Trusted { get; set; }

    /// <summary>Its colours, by name.</summary>
    public List<RscmColour> Colours { get; set; } = [];

    /// <summary>Any ribbon at all.</summary>
    public bool HasRibbons => Colours.Exists(colour => colour.Ribbons.Any);

    /// <summary>Looked at, and every listing in it can be trusted.</summary>
    public bool IsSettled => FolderTicks != 0 && Trusted && Colours.TrueForAll(colour => colour.FolderTicks == 0 || colour.Trusted);

    /// <summary>A colour by its name.</summary>
    /// <param name="name">The wavelength.</param>
    /// <returns>The colour, or null.</returns>
    public RscmColour? Colour(string name) => Colours.Find(colour => string.Equals(colour.Name, name, StringComparison.Ordinal));

    /// <summary>Every expected ribbon of every expected colour is there.</summary>
    /// <param name="colours">The expected colours.</param>
    /// <param name="ribbons">Ribbons a layer and colour (R).</param>
    /// <returns>True when it is complete.</returns>
    public bool IsComplete(IReadOnlyList<string> colours, int ribbons)
    {
        if (colours.Count == 0)
        {
            return false;
        }

        foreach (var name in colours)
        {
            if (Colour(name) is not { } colour || colour.Ribbons.CountExpected(ribbons) < ribbons)
            {
                return false;
            }
        }

        return true;
    }
}
