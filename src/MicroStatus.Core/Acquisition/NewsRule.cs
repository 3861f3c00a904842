namespace MicroStatus.Acquisition;

/// <summary>What is announced: what came true after the take-over of the database, and after the dataset's import (lab.md §6). Pure.</summary>
/// <param name="Now">The moment of the check or import.</param>
/// <param name="Since">The take-over; null announces everything.</param>
/// <param name="IsImport">An import announces nothing.</param>
public sealed record NewsRule(DateTimeOffset Now, DateTimeOffset? Since, bool IsImport)
{
    /// <summary>Whether something is announced that is seen now and does not tell when it came true. The first active check announces nothing
    /// of what was there before it.</summary>
    public bool AnnouncesWhatIsSeen => !IsImport && (Since is not { } takeOver || Now > takeOver);

    /// <summary>Whether something is announced: what came true before the take-over or the import is history whenever it is seen; what a check
    /// finds anew later is news, however old the last image.</summary>
    /// <param name="moment">When it came true, as the files tell.</param>
    /// <param name="evidence">The newest change of the dataset's files.</param>
    /// <param name="isFirstLook">The dataset was never looked at before.</param>
    /// <param name="imported">When the dataset was imported, or null.</param>
    /// <returns>True when it is.</returns>
    public bool IsNews(DateTimeOffset moment, DateTimeOffset evidence, bool isFirstLook, DateTimeOffset? imported) =>
        AnnouncesWhatIsSeen
        && (Since is not { } takeOver || (moment >= takeOver && (!isFirstLook || evidence >= takeOver)))
        && (imported is not { } import || moment >= import);
}
