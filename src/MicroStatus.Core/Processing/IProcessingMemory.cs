using MicroStatus.Processing.Commands;

namespace MicroStatus.Processing;

/// <summary>What an open database remembers of processing. It is written with the change set that it belongs to.</summary>
/// <remarks>Errors as at <see cref="Database.IDatasetDatabase"/>.</remarks>
public interface IProcessingMemory
{
    /// <summary>What is remembered of all datasets.</summary>
    /// <returns>The records, in the order of the datasets' ids.</returns>
    IReadOnlyList<ProcessingRecord> ReadRecords();

    /// <summary>What is remembered of one dataset.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>The record, or null.</returns>
    ProcessingRecord? Find(long id);

    /// <summary>The newest command of each stage of each dataset, and of each service.</summary>
    /// <returns>The commands, oldest first.</returns>
    IReadOnlyList<ProcessingCommand> ReadNewestCommands();

    /// <summary>All commands that were run for a dataset.</summary>
    /// <param name="id">The dataset; null for services.</param>
    /// <returns>The commands, oldest first.</returns>
    IReadOnlyList<ProcessingCommand> FindCommands(long? id);
}
