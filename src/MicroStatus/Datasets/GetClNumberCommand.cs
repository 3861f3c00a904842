using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Shows CL numbers, the lab's projects, with their numbers of datasets.</summary>
/// <remarks>
/// Pi is the PI that a CL number is recorded for, which may be none; its datasets may have others. Datasets counts all datasets, OnFastStore those that
/// have not moved to Hive. The output goes into Get-Dataset. The database is opened for reading only.
/// </remarks>
/// <example>
/// <code>Get-ClNumber 5CL18 | Get-Dataset</code>
/// Shows the datasets of a project.
/// </example>
/// <example>
/// <code>Get-ClNumber -Pi klimstra-w</code>
/// Shows the projects of a PI.
/// </example>
/// <example>
/// <code>Get-Pi klim* | Get-ClNumber | Where-Object Datasets -eq 0</code>
/// Shows projects of some PIs that have no dataset any more.
/// </example>
[Cmdlet(VerbsCommon.Get, "ClNumber")]
[OutputType(typeof(ClNumberSummary))]
public sealed class GetClNumberCommand : DatasetReadCommand
{
    /// <summary>CL numbers; wildcards are allowed, and upper and lower case are the same. Piped text is CL numbers.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ClNumberCompleter))]
    [PipedText]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? ClNumber { get; set; }

    /// <summary>Names of the PIs that they are recorded for; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PiCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Pi { get; set; }

    /// <summary>Ids of the PIs that they are recorded for, as Get-Pi tells them: for its output in a pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long[]? PiId { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var database = OpenDatabase(cancellationToken);
        var numbers = (ClNumber ?? []).Where(number => !string.IsNullOrEmpty(number)).ToList();
        if (numbers.Count == 0 && MyInvocation.BoundParameters.ContainsKey(nameof(ClNumber)))
        {
            return Task.CompletedTask; // a dataset without a CL number
        }

        var missing = numbers.Where(IsPlain).ToList();
        foreach (var clNumber in database.FindClNumbers(new ClNumberFilter { ClNumbers = numbers, Pis = Pi ?? [], PiIds = PiId ?? [] }, cancellationToken))
        {
            missing.RemoveAll(number => IsSameName(number, clNumber.ClNumber));
            Emit(clNumber);
        }

        foreach (var number in missing)
        {
            var question = NearNames.Question(number, database.FindClNumbers(new ClNumberFilter(), cancellationToken).Select(known => known.ClNumber));
            Report(
                new StatusException(
                    "ClNumberNotFound",
                    StatusErrorCategory.NotFound,
                    $"There is no CL number '{number}', or it is not recorded for the given PI.{question}",
                    "Get-ClNumber without parameters shows all; wildcards are allowed.",
                    number));
        }

        return Task.CompletedTask;
    }
}
