using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Trash;

/// <summary>Brings moved datasets back to FastStore from its trash: the undo of a move.</summary>
/// <remarks>
/// A rename, so that it takes no time, and the dataset comes back as it was, to the place where it was. Nothing is restored over anything. Its copy on
/// Hive stays where it is; the dataset's history tells where. No status check moves the dataset again until a person lets it, with Start-DatasetMove or
/// Resume-Dataset. When the trash has been emptied, the error says where the copy on Hive is.
/// </remarks>
/// <example>
/// <code>Restore-Dataset 12 -WhatIf</code>
/// Shows from where to where the dataset would come back.
/// </example>
/// <example>
/// <code>Get-Dataset 8257* | Restore-Dataset -Reason 'Stitching has to be done again.' -Confirm:$false</code>
/// Brings some datasets back without asking.
/// </example>
[Cmdlet(VerbsData.Restore, "Dataset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ById)]
[OutputType(typeof(RestoreResult))]
public sealed class RestoreDatasetCommand : DatasetSelectCommand
{
    private const string ById = "Id";
    private const string ByName = "Name";

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

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var desk = new TrashDesk(Backend, Settings, Environment.MachineName);
        foreach (var row in Select(new DatasetFilter { Ids = Id, Names = Name }, cancellationToken).ToList())
        {
            try
            {
                var plan = desk.PlanRestore(OpenDatabase(cancellationToken), row);
                if (await MayAsync($"{row.Name}: {plan.From} -> {plan.To}", "Restore the dataset from the trash"))
                {
                    Emit(await desk.RestoreAsync(row.Id, $"{Environment.UserName}@{Environment.MachineName}", Reason, cancellationToken));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" })
            {
                Report(e, row.Id);
            }
        }
    }
}
