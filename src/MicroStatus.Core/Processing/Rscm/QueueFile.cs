namespace MicroStatus.Processing.Rscm;

/// <summary>A dataset's file in the stitching queue.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Modified">When it was written; a move from folder to folder need not change it.</param>
internal sealed record QueueFile(QueueFolder Folder, string Name, DateTimeOffset Modified);
