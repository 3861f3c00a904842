using System.Globalization;
using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Brings a database up to date: one made by other programs, or by an earlier MicroStatus.</summary>
/// <remarks>
/// A verified backup is made first; all steps are one transaction; every row and every value is kept, damaged ones too. Missing columns are added at the
/// end, in the order that other programs expect, and MicroStatus adds tables of its own. A database made by others becomes Observe: status checks show
/// what they would do, until Enable-StatusCheck. A database whose columns are not the expected ones is refused with a list of the differences; further
/// columns of other programs after the last one stay as they are. The output says what was done; with -WhatIf, what would be done. Without anything to do
/// it has no steps. Its property RowProblems lists what the rows hold that cannot be interpreted; -Verbose shows it too.
/// </remarks>
/// <example>
/// <code>Update-DatasetDb -WhatIf</code>
/// Lists the steps, and changes nothing.
/// </example>
/// <example>
/// <code>Update-DatasetDb | Format-List</code>
/// Updates the database, and shows the steps taken and the backup made before.
/// </example>
/// <example>
/// <code>(Update-DatasetDb -WhatIf).RowProblems</code>
/// Lists damaged values, missing references and duplicates, row by row, and changes nothing.
/// </example>
[Cmdlet(VerbsData.Update, "DatasetDb", SupportsShouldProcess = true)]
[OutputType(typeof(DatabaseUpgrade))]
public sealed class UpdateDatasetDbCommand : LabCommand
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var files = DatabaseFiles;
        var result = files.PlanUpgrade(cancellationToken);
        if (result.Steps.Count == 0)
        {
            Detail($"'{result.Path}' is up to date.");
        }
        else
        {
            var target = string.Create(CultureInfo.InvariantCulture, $"{result.Path}: version {result.FromVersion} -> {result.ToVersion}");
            if (await MayAsync(target, "Update: " + string.Join("; ", result.Steps)))
            {
                result = files.Upgrade(cancellationToken);
            }
        }

        foreach (var problem in result.RowProblems)
        {
            Detail(string.Create(CultureInfo.InvariantCulture, $"#{problem.Id} {DisplayText.Of(problem.Name)}: {DisplayText.Of(problem.Problem)}"));
        }

        Emit(result);
    }
}
