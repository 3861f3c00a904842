using System.Management.Automation;
using MicroStatus.Datasets;

namespace MicroStatus.Trash;

/// <summary>Deletes what is due in FastStore's trash for good, after its proof.</summary>
/// <remarks>
/// A status check does this once a day by itself, and at once when FastStore becomes critically full. This cmdlet does the same now, without a limit of
/// time: each entry whose time is over is asked for, proven and deleted, and comes out with what it freed, or with why it stays. Of a move, every file of the
/// copy on Hive must be what was moved; files that may have been written since are read again, which takes its time. -Emergency shortens the time that
/// entries are kept to nothing; it skips no proof, and never touches what has no marker. Deleted is deleted: Restore-Dataset brings back only what is still there.
/// </remarks>
/// <example>
/// <code>Clear-DatasetTrash -WhatIf</code>
/// Shows what is due, and deletes nothing.
/// </example>
/// <example>
/// <code>Get-DatasetTrash -Name 8257* | Clear-DatasetTrash</code>
/// Deletes the entries of some datasets, as far as they are due and proven, and asks for each.
/// </example>
/// <example>
/// <code>Clear-DatasetTrash -Emergency -Confirm:$false</code>
/// Frees what can be freed at once.
/// </example>
[Cmdlet(VerbsCommon.Clear, "DatasetTrash", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TrashRemoval))]
public sealed class ClearDatasetTrashCommand : DatasetReadCommand
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>Paths of entries, as Get-DatasetTrash tells them. Without it: all that is due.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The time that entries are kept is nothing; everything else holds.</summary>
    [Parameter]
    public SwitchParameter Emergency { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _paths.UnionWith(Path ?? []);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_paths.Count == 0 && MyInvocation.ExpectingInput)
        {
            return; // an empty pipeline does not mean everything
        }

        var desk = new TrashDesk(Backend, Settings, Environment.MachineName);
        var due = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var entries = desk.LookAsync(OpenDatabase(cancellationToken), Emergency, IsMeant, withProof: false, withSize: false, (what, e) => Report(e, what), cancellationToken);
        await foreach (var entry in entries)
        {
            seen.Add(entry.Path);
            if (entry.IsDue && await MayAsync($"{entry.Path} ({entry.Kind}, since {entry.MovedAt:yyyy-MM-dd HH:mm})", "Delete it for good, once its proof holds"))
            {
                due.Add(entry.Path);
            }
            else if (!entry.IsDue && _paths.Count > 0)
            {
                Emit(new TrashRemoval(entry.Id, entry.Name, entry.Kind, entry.Path, IsGone: false, Freed: 0, Entries: 0, entry.Reason));
            }
        }

        foreach (var path in _paths.Except(seen, StringComparer.Ordinal))
        {
            Report(new StatusException("TrashEntryNotFound", StatusErrorCategory.NotFound, $"'{path}' is no entry of the trash.", "Get-DatasetTrash shows the entries.", path), path);
        }

        if (due.Count > 0)
        {
            await foreach (var removal in desk.ClearAsync(Emergency, entry => due.Contains(entry.Path), (what, e) => Report(e, what), cancellationToken))
            {
                Emit(removal);
            }
        }
    }

    private bool IsMeant(DatasetTrash entry) => _paths.Count == 0 || _paths.Contains(entry.Path);
}
