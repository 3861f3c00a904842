using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Shows principal investigators, with their numbers of datasets.</summary>
/// <remarks>
/// One object for each row of the table pi, also where two rows have the same name: another program may have made the second one. Datasets counts all
/// datasets, OnFastStore those that have not moved to Hive. The output goes into Get-Dataset and Get-ClNumber. The database is opened for reading only.
/// </remarks>
/// <example>
/// <code>Get-Pi | Where-Object OnFastStore -gt 20</code>
/// Shows who has more than twenty datasets on FastStore.
/// </example>
/// <example>
/// <code>Get-Pi klim* | Get-Dataset -OnFastStore</code>
/// Shows the datasets on FastStore of all PIs whose names begin with klim.
/// </example>
/// <example>
/// <code>Get-Dataset 8257_try2_stack1 | Get-Pi</code>
/// Shows whose dataset it is.
/// </example>
[Cmdlet(VerbsCommon.Get, "Pi")]
[OutputType(typeof(PiSummary))]
public sealed class GetPiCommand : DatasetReadCommand
{
    /// <summary>Names of PIs; wildcards are allowed, and upper and lower case are the same. Piped text is names.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(PiCompleter))]
    [PipedText]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? Pi { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var database = OpenDatabase(cancellationToken);
        var names = (Pi ?? []).Where(name => !string.IsNullOrEmpty(name)).ToList();
        if (names.Count == 0 && MyInvocation.BoundParameters.ContainsKey(nameof(Pi)))
        {
            return Task.CompletedTask; // a dataset without a PI
        }

        var missing = names.Where(IsPlain).ToList();
        foreach (var pi in database.FindPis(new PiFilter { Pis = names }, cancellationToken))
        {
            missing.RemoveAll(name => IsSameName(name, pi.Pi));
            Emit(pi);
        }

        foreach (var name in missing)
        {
            var question = NearNames.Question(name, database.FindPis(new PiFilter(), cancellationToken).Select(pi => pi.Pi));
            Report(
                new StatusException(
                    "PiNotFound", StatusErrorCategory.NotFound, $"There is no PI '{name}'.{question}", "Get-Pi without parameters shows all; names may have wildcards.", name));
        }

        return Task.CompletedTask;
    }
}
