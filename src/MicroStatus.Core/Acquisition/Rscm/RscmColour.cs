namespace MicroStatus.Acquisition.Rscm;

/// <summary>What is known of one colour of one layer.</summary>
/// <param name="name">The colour's folder: the laser wavelength.</param>
internal sealed class RscmColour(string name)
{
    /// <summary>The colour's folder: the laser wavelength.</summary>
    public string Name => name;

    /// <summary>Modification time of its images folder when it was listed, UTC ticks; 0 while there is none.</summary>
    public long FolderTicks { get; set; }

    /// <summary>The listing is newer than the folder's time by more than its grain.</summary>
    public bool Trusted { get; set; }

    /// <summary>The ribbons there.</summary>
    public RibbonSet Ribbons { get; set; } = new();

    /// <summary>Files that look like ribbons and are none that is expected.</summary>
    public int Extra { get; set; }

    /// <summary>Every ribbon has been judged since the folder changed.</summary>
    public bool Checked { get; set; }

    /// <summary>The broken ones.</summary>
    public List<BrokenRibbon> Broken { get; set; } = [];

    /// <summary>Names of the ribbons, when they were listed in this look; not remembered.</summary>
    public List<string>? Files { get; set; }

    /// <summary>Forgets everything: the images folder is gone.</summary>
    public void Clear()
    {
        (FolderTicks, Trusted, Extra, Checked, Files) = (0, false, 0, false, null);
        Ribbons = new RibbonSet();
        Broken = [];
    }
}
