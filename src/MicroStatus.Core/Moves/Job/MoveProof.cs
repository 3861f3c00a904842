namespace MicroStatus.Moves.Job;

/// <summary>What shows that a copy is whole.</summary>
public enum MoveProof
{
    /// <summary>The BLAKE2b hash (256 bits) of every file, besides type, size, path and link target of every entry.</summary>
    Hashes,

    /// <summary>Type, size, path and link target of every entry: a flipped byte goes unseen.</summary>
    Sizes,
}
