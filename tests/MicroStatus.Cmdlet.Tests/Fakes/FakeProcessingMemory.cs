using MicroStatus.Database;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>What is remembered of processing, in memory.</summary>
public sealed class FakeProcessingMemory : IProcessingMemory
{
    public IDictionary<long, ProcessingRecord> Records { get; } = new SortedDictionary<long, ProcessingRecord>();

    public IList<ProcessingCommand> Commands { get; } = [];

    public IReadOnlyList<ProcessingRecord> ReadRecords() => [.. Records.Values];

    public ProcessingRecord? Find(long id) => Records.TryGetValue(id, out var record) ? record : null;

    public IReadOnlyList<ProcessingCommand> ReadNewestCommands() =>
        [.. Commands.GroupBy(command => (command.Id, command.Stage, command.Service)).Select(group => group.Last())];

    public IReadOnlyList<ProcessingCommand> FindCommands(long? id) => [.. Commands.Where(command => command.Id == id)];

    /// <summary>Writes as the database does.</summary>
    public void Apply(DatasetChangeSet changes)
    {
        if (changes.Processing is { } record)
        {
            Records[record.Id] = record;
        }

        if (changes.Command is { } command)
        {
            var known = Commands.FirstOrDefault(other => other.RunId == command.RunId);
            if (known is null)
            {
                Commands.Add(command);
            }
            else
            {
                Commands[Commands.IndexOf(known)] = command;
            }
        }
    }
}
