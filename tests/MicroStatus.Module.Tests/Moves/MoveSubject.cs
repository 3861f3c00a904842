namespace MicroStatus.Module.Tests.Moves;

/// <summary>One dataset of a lab.</summary>
internal sealed record MoveSubject(int Id, string Name, MoveTrouble Trouble, string Source, string Destination)
{
    /// <summary>What it was before anything moved.</summary>
    public string Expected { get; set; } = string.Empty;
}
