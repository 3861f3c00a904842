using System.Globalization;
using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Brings a database up to date: one made by other programs, or by an earlier MicroStatus.</summary>
/// <remarks>
/// A verified backup is made first; each step is one transaction; every row and every value is kept, damaged ones too. Missing columns are added at the
/// end, in the order that other programs expect, and MicroStatus adds tables of its own. A database made by others becomes Observe: status checks show
/// what they would do, and a person sets lab.mode to Active when the older monitor has stopped. A database whose columns are not the expected ones is
/// refused with a list of the differences. The output says what was done; with -WhatIf, what would be done. Without anything to do it has no steps.
/// </remarks>
/// <example>
/// <code>Update-DatasetDb -WhatIf</code>
/// Lists the steps, and changes nothing.
/// </example>
/// <example>
/// <code>Update-DatasetDb | Format-List</code>
/// Updates the database, and shows the steps taken and the backup made before.
/// </example>
[Cmdlet(VerbsData.Update, "DatasetDb", SupportsShouldProcess = true)]
[OutputType(typeof(DatabaseUpgrade))]
public sealed class UpdateDatasetDbCommand : LabCommand
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var files = DatabaseFiles;
        var plan = files.PlanUpgrade();
        if (plan.Steps.Count == 0)
        {
            Detail($"'{plan.Path}' is up to date.");
            Emit(plan);
            return;
        }

        var target = string.Create(CultureInfo.InvariantCulture, $"{plan.Path}: version {plan.FromVersion} -> {plan.ToVersion}");
        var may = await MayAsync(target, "Update: " + string.Join("; ", plan.Steps));
        Emit(may ? files.Upgrade(cancellationToken) : plan);
    }
}
