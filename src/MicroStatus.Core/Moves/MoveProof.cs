namespace MicroStatus.Moves;

/// <summary>What proves a copy before its source goes to the trash.</summary>
public enum MoveProof
{
    /// <summary>Every file was read at the destination, and its hash compared with that of the source.</summary>
    Hashes,

    /// <summary>Sizes only: a flipped bit is not noticed.</summary>
    Sizes,
}
