namespace MicroStatus.Moves;

/// <summary>Who began a move.</summary>
public enum MoveOrigin
{
    /// <summary>The status check.</summary>
    Check,

    /// <summary>A person, with a cmdlet.</summary>
    Person,

    /// <summary>The web page, with a script of its own (lab.md §8).</summary>
    WebPage,
}
