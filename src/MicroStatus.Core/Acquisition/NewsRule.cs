namespace MicroStatus.Acquisition;

/// <summary>What is announced: what came true after the take-over of the database, and after the dataset's import (lab.md §6). Pure.</summary>
/// <param name="Now">The moment of the check or import.</param>
/// <param name="Since">The take-over; null when the database was ours from its beginning.</param>
public sealed record NewsRule(DateTimeOffset Now, DateTimeOffset? Since)
{
    /// <summary>It is an import, which announces nothing.</summary>
    public bool IsImport { get; init; }

    /// <summary>It is the first active check after the take-over: what it sees may have been there before.</summary>
    public bool IsFirstActive { get; init; }

    /// <summary>Whether something is announced that is seen now and does not tell when it came true.</summary>
    public bool AnnouncesWhatIsSeen => !IsImport && !IsFirstActive && (Since is not { } takeOver || Now > takeOver);

    /// <summary>What counts as the newest change of a dataset whose files tell none: at the first active check it was there before.</summary>
    public DateTimeOffset UnknownEvidence => IsFirstActive ? DateTimeOffset.MinValue : Now;

    /// <summary>Whether something is announced: what came true before the take-over or the import is history whenever it is seen; what a check
    /// finds anew later is news, however old the last image.</summary>
    /// <param name="moment">When it came true, as the files tell.</param>
    /// <param name="evidence">The newest change of the dataset's files.</param>
    /// <param name="isFirstLook">The dataset was never looked at before.</param>
    /// <param name="imported">When the dataset was imported, or null.</param>
    /// <returns>True when it is.</returns>
    public bool IsNews(DateTimeOffset moment, DateTimeOffset evidence, bool isFirstLook, DateTimeOffset? imported)
    {
        if (IsImport || moment < imported)
        {
            return false;
        }

        return Since is not { } takeOver
            || (Now > takeOver && moment >= takeOver && (evidence >= takeOver || !(isFirstLook || IsFirstActive)));
    }
}
