using System.Management.Automation;
using MicroStatus.Acquisition;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Storage;

/// <summary>Shows how full the stores are, and when they will be full.</summary>
/// <remarks>
/// Each store is measured now, and nothing is changed. What status checks measured before tells how much is written a day (deletions left out),
/// and with what running acquisitions will still write, when the store will be full. Without a database, or without samples of some hours, the
/// trend is not known, and its properties are empty. A store that is not mounted comes too, and its Reason says what was seen. All sizes are bytes.
/// </remarks>
/// <example>
/// <code>Get-StorageUsage</code>
/// Shows all stores.
/// </example>
/// <example>
/// <code>Get-StorageUsage FastStore | Format-List</code>
/// Shows everything about one store: what running acquisitions will still write, when it will be full, and the next level of warning.
/// </example>
/// <example>
/// <code>Get-StorageUsage Hive -History -Since (Get-Date).AddDays(-30) | Export-Csv hive.csv</code>
/// Writes how full Hive was in the last month into a table.
/// </example>
[Cmdlet(VerbsCommon.Get, "StorageUsage", DefaultParameterSetName = Present)]
[OutputType(typeof(StorageUsage), ParameterSetName = [Present])]
[OutputType(typeof(StorageSample), ParameterSetName = [Past])]
public sealed class GetStorageUsageCommand : DatasetReadCommand
{
    private const string Present = "Present";
    private const string Past = "History";

    /// <summary>Names of stores, FastStore or Hive; wildcards are allowed. Without it: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Store { get; set; }

    /// <summary>Shows what status checks measured before, instead of measuring: every sample of the last day, then one an hour, then one a day.</summary>
    [Parameter(ParameterSetName = Past, Mandatory = true)]
    public SwitchParameter History { get; set; }

    /// <summary>Only samples at or after this moment.</summary>
    [Parameter(ParameterSetName = Past)]
    public DateTimeOffset? Since { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var stores = Chosen();
        if (History)
        {
            var history = OpenDatabase(cancellationToken).StorageHistory;
            foreach (var sample in stores.SelectMany(store => history.ReadSamples(store.Name, store.Settings.Root, Since, until: null)))
            {
                Emit(sample);
            }

            return Task.CompletedTask;
        }

        var instruments = Instruments.All(Settings, Backend.Files, Backend.TiffHeaders);
        var survey = new StorageSurvey(Settings, Backend.Volumes, Backend.Files, instruments, OpenIfThere(cancellationToken), Clock.GetUtcNow());
        stores.ForEach(store => Emit(survey.Look(store, cancellationToken)));
        return Task.CompletedTask;
    }

    private List<LabStore> Chosen()
    {
        var all = LabStore.All(Settings.Storage);
        var patterns = (Store ?? ["*"]).Select(name => (Name: name, Pattern: new WildcardPattern(name, WildcardOptions.IgnoreCase))).ToList();
        foreach (var (name, pattern) in patterns.Where(wanted => IsPlain(wanted.Name) && !all.Any(store => wanted.Pattern.IsMatch(store.Name))))
        {
            Report(
                new StatusException(
                    "StoreNotFound",
                    StatusErrorCategory.NotFound,
                    $"There is no store '{name}'.",
                    $"The stores are {string.Join(" and ", all.Select(store => store.Name))}.",
                    name),
                name);
        }

        return [.. all.Where(store => patterns.Exists(wanted => wanted.Pattern.IsMatch(store.Name)))];
    }

    // How full a store is can be seen without a database; only the trend cannot.
    private IDatasetDatabase? OpenIfThere(CancellationToken cancellationToken)
    {
        try
        {
            return OpenDatabase(cancellationToken);
        }
        catch (StatusException e)
        {
            Warn($"The trend is not known: {e.Message}");
            return null;
        }
    }
}
