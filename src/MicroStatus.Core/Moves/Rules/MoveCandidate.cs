using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Moves.Rules;

/// <summary>What is known of a dataset when its move is decided on.</summary>
public sealed record MoveCandidate
{
    /// <summary>The dataset.</summary>
    public required Dataset Row { get; init; }

    /// <summary>A demo dataset.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Its path is one of FastStore, below the acquisitions.</summary>
    public bool IsOnFastStore { get; init; }

    /// <summary>What stands at its path.</summary>
    public FolderState Source { get; init; }

    /// <summary>Its last move, which has not ended well, has taken its folder to the trash already: the next run only has to end what was begun.</summary>
    public bool IsInTrash { get; init; }

    /// <summary>Why a store cannot be believed now, or null.</summary>
    public string? AbsentStore { get; init; }

    /// <summary>A person's hold, or null.</summary>
    public MoveHold? Hold { get; init; }

    /// <summary>Its newest move, or null.</summary>
    public DatasetMove? Last { get; init; }

    /// <summary>Who may still work with it; null when that was not looked at.</summary>
    public MoveActivity? Activity { get; init; }

    /// <summary>Moves under way.</summary>
    public int UnderWay { get; init; }
}
