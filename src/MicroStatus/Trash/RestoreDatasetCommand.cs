using System.Management.Automation;
using MicroStatus.Acts;
using MicroStatus.Datasets;
using MicroStatus.Hosting;
using MicroStatus.Moves;
using MicroStatus.Storage;

namespace MicroStatus.Trash;

/// <summary>Brings moved datasets back to FastStore, from its trash or from Hive: the undo of a move.</summary>
/// <remarks>
/// From the trash it is a rename, so that it takes no time, and the dataset comes back as it was, to the place where it was. When the trash has nothing of
/// the dataset any more, a job copies it from Hive, reads the whole copy again and compares it with what was listed before; only then does it get its name,
/// and only then does its row say that it is back. The cmdlet waits for that with progress, or, with -NoWait, returns at once; the next status check
/// records it then. Stopping the cmdlet stops nothing of the job. A copy that failed goes on where it was when the cmdlet is run again.
///
/// Nothing is restored over anything. The copy on Hive stays where it is; the dataset's history tells where. No status check moves the dataset again until
/// a person lets it, with Start-DatasetMove or Resume-Dataset. With -WhatIf what would be copied is compared with the free space, and nothing is written.
/// </remarks>
/// <example>
/// <code>Restore-Dataset 12 -WhatIf</code>
/// Shows from where to where the dataset would come back.
/// </example>
/// <example>
/// <code>Get-Dataset 8257* | Restore-Dataset -Reason 'Stitching has to be done again.' -Confirm:$false</code>
/// Brings some datasets back without asking.
/// </example>
/// <example>
/// <code>Restore-Dataset 12 -NoWait -Confirm:$false</code>
/// Begins to copy a dataset back from Hive, and leaves the rest to its job and the status check.
/// </example>
[Cmdlet(VerbsData.Restore, "Dataset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ById)]
[OutputType(typeof(RestoreResult))]
public sealed class RestoreDatasetCommand : DatasetSelectCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, RestoreResult> _copied = new(StringComparer.Ordinal);
    private int _begun;

    /// <summary>Database ids. Piped numbers are ids; piped text is names.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[] Id { get; set; } = [];

    /// <summary>Names of datasets; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(DatasetNameCompleter))]
    [PipedText]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Why, in a sentence, for the dataset's history.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "A person asked for it.";

    /// <summary>Does not wait until datasets that are copied from Hive are back.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Time between two looks at what is copied from Hive; 5 seconds, and never less than one.</summary>
    [Parameter]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    private RetrievalDesk Desk => new(Backend, Settings, Environment.MachineName);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var row in Select(new DatasetFilter { Ids = Id, Names = Name }, cancellationToken).ToList())
        {
            try
            {
                await RestoreAsync(row, cancellationToken);
            }
            catch (Exception e) when (IsOfOneDataset(e))
            {
                Report(e, row.Id);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        using var progress = new MoveWaitProgress(Show, "Copying datasets back from Hive");
        while (_copied.Count > 0)
        {
            var underWay = new List<FollowedMove>();
            foreach (var (key, result) in _copied.ToList())
            {
                if (await LookAsync(key, result, cancellationToken) is { } run)
                {
                    underWay.Add(run);
                }
                else
                {
                    _copied.Remove(key);
                }
            }

            if (underWay.Count > 0)
            {
                progress.Show(_begun, underWay);
                await Task.Delay(PollInterval < ShortestPoll ? ShortestPoll : PollInterval, Clock, cancellationToken);
            }
        }
    }

    private static bool IsOfOneDataset(Exception e) => e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" };

    private async Task RestoreAsync(Dataset row, CancellationToken cancellationToken)
    {
        var who = $"{Environment.UserName}@{Environment.MachineName}";
        var plan = Desk.Plan(OpenDatabase(cancellationToken), row, cancellationToken);
        var way = $"{row.Name}: {plan.From} -> {plan.To}";
        if (plan.Room is not { } room)
        {
            if (await MayAsync(way, "Restore the dataset from the trash"))
            {
                Emit(await new TrashDesk(Backend, Settings, Environment.MachineName).RestoreAsync(row.Id, who, Reason, cancellationToken));
            }

            return;
        }

        if (!await MayAsync($"{way}; {ByteText.Of(room.Bytes)} to copy, {ByteText.Of(room.Free)} free on FastStore", "Copy the dataset back from Hive"))
        {
            return;
        }

        var intent = await Desk.BeginAsync(row.Id, who, Reason, cancellationToken);
        if (intent.Result is { } unsure)
        {
            Warn($"{row.Name}: whether its job was submitted is not sure: {unsure} It is found out later; do not begin it again.");
        }

        var result = new RestoreResult(row.Id, row.Name, plan.To, plan.From, plan.From) { IsDone = false };
        if (NoWait)
        {
            Emit(result);
        }
        else
        {
            _copied.Add(intent.Key, result);
            _begun++;
        }
    }

    // Null when it is over: it comes out, or an error tells of it.
    private async Task<FollowedMove?> LookAsync(string key, RestoreResult result, CancellationToken cancellationToken)
    {
        try
        {
            var (intent, run) = await Desk.LookAsync(OpenDatabase(cancellationToken), key, Detail, cancellationToken);
            switch (intent.State)
            {
                case IntentState.Open:
                    return new FollowedMove(result.Id, result.Name, run, IsOver: false);
                case IntentState.Done:
                    Emit(result with { IsDone = true });
                    break;
                default:
                    Report(DatasetRetrieval.Failure(result.Id, result.Name, intent.Result ?? "nobody knows why"), result.Id);
                    break;
            }
        }
        catch (Exception e) when (IsOfOneDataset(e))
        {
            Report(e, result.Id);
        }

        return null;
    }
}
