namespace MicroStatus.Module.Tests.Moves;

/// <summary>What goes wrong with one dataset's move, once.</summary>
internal enum MoveTrouble
{
    None,
    OddNames,
    FlippedBit,
    TruncatedCopy,
    LateFile,
    ChangedFile,
    LinkInside,
    LinkOutside,
    DestinationThere,
    NoRoom,
    Empty,
    EarlierTrashEntry,
    WebPage,
}
