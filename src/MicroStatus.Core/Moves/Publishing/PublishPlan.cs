using MicroStatus.Trash;

namespace MicroStatus.Moves.Publishing;

/// <summary>What publishing a dataset does.</summary>
/// <param name="From">The Imaris file in the dataset's folder on Hive.</param>
/// <param name="To">Where it goes.</param>
/// <param name="NoteFile">The note that stays where the file was.</param>
/// <param name="Before">What the file is before it is renamed.</param>
public sealed record PublishPlan(string From, string To, string NoteFile, FileStamp Before);
