namespace MicroStatus.Shell.Host;

/// <summary>Colours by their ANSI number.</summary>
internal enum AnsiColour
{
    /// <summary>The terminal's own.</summary>
    None = 0,

    /// <summary>Errors.</summary>
    Red = 91,

    /// <summary>Warnings.</summary>
    Yellow = 93,

    /// <summary>Details.</summary>
    Cyan = 36,
}
