using System.Management.Automation;
using MicroStatus.Datasets;

namespace MicroStatus.Trash;

/// <summary>Shows what is in FastStore's trash, when it is due, and why it stays.</summary>
/// <remarks>
/// An entry is due three days after its marker was written (Trash:Retention), twice that when its move compared sizes alone. It is deleted only when what
/// it was kept for is proven: of a move, that the copy on Hive still is what was moved; of a clean-up, that the product which justified it still opens. What
/// has no marker is never deleted. Nothing is written, and without -Explain and -Size no folder of data is looked into.
///
/// What the web page has moved has no marker at first: it compares sizes alone. A job compares every file's hash with the copy on Hive, and only when all
/// are the same the entry gets its marker. Until then the reason says where its proof stands, or what differs.
/// </remarks>
/// <example>
/// <code>Get-DatasetTrash</code>
/// Shows all entries and when they are due.
/// </example>
/// <example>
/// <code>Get-DatasetTrash -Explain | Where-Object MayGo -EQ $false | Format-List Path, Reason</code>
/// Shows why entries stay: those that are due are compared with their copies, as far as no file has to be read.
/// </example>
/// <example>
/// <code>Get-DatasetTrash -Name 8257* -Size</code>
/// Shows what some datasets' entries take on disk.
/// </example>
[Cmdlet(VerbsCommon.Get, "DatasetTrash")]
[OutputType(typeof(DatasetTrash))]
public sealed class GetDatasetTrashCommand : DatasetReadCommand
{
    /// <summary>Names of datasets, or of what else was moved there; wildcards are allowed, and upper and lower case are the same.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids of datasets.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long[]? Id { get; set; }

    /// <summary>Decides as in an emergency: nothing is kept for its time alone.</summary>
    [Parameter]
    public SwitchParameter Emergency { get; set; }

    /// <summary>Compares what is due with its copy or product, and tells why it stays. Files are looked at, none is read whole.</summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    /// <summary>Counts what each entry takes on disk, which walks through all of it.</summary>
    [Parameter]
    public SwitchParameter Size { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var names = Name?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToList();
        var desk = new TrashDesk(Backend, Settings, Environment.MachineName);
        var entries = desk.LookAsync(OpenDatabase(cancellationToken), Emergency, IsWanted, Explain, Size, (what, e) => Report(e, what), cancellationToken);
        await foreach (var entry in entries)
        {
            Emit(entry);
        }

        bool IsWanted(DatasetTrash entry) =>
            (names is null || names.Exists(name => name.IsMatch(entry.Name))) && (Id is null || (entry.Id is { } id && Id.Contains(id)));
    }
}
