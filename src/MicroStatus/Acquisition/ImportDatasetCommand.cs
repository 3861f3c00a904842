using System.Management.Automation;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Acquisition;

/// <summary>Registers the datasets that are on disk, without announcing any of them.</summary>
/// <remarks>
/// For a first start: a status check announces every dataset that it finds anew, and a store that has been in use for years holds many. This cmdlet looks
/// at the same folders in the same way, and records what stands there: status, progress, and what needs a person. No message is written, now or by the
/// next check; what happens to a dataset later is announced. Each dataset is asked for before anything is written; -WhatIf lists exactly what would be
/// registered. Datasets that are recorded already are left as they are. Every dataset that was registered is given out as it stands.
/// A check that runs at the same time is not disturbed: the cmdlet says who holds the lease, and changes nothing. After Ctrl+C, what was registered stays,
/// and the rest is found next time.
/// </remarks>
/// <example>
/// <code>Import-Dataset -WhatIf</code>
/// Lists the datasets on FastStore that are not recorded yet, and changes nothing.
/// </example>
/// <example>
/// <code>Import-Dataset /CBI_FastStore/Acquire/RSCM/klimstra-w, /CBI_FastStore/Acquire/RSCM/cebra* -Confirm:$false</code>
/// Registers the ribbon-scanning datasets of some PIs without asking for each.
/// </example>
/// <example>
/// <code>Import-Dataset -Modality mesospim | Where-Object NeedsAttention | Format-List Id, Name, Attention</code>
/// Registers all datasets of the light-sheet microscopes, and shows those that need a person.
/// </example>
[Cmdlet(VerbsData.Import, "Dataset", DefaultParameterSetName = ByPath, SupportsShouldProcess = true)]
[OutputType(typeof(Dataset))]
public sealed class ImportDatasetCommand : LabCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly List<(LoadedSettings Lab, List<string> Paths)> _labs = [];

    /// <summary>Folders of datasets, or folders above them; wildcards are allowed. Without it: everything in FastStore's acquisitions.</summary>
    [Parameter(ParameterSetName = ByPath, Position = 0, ValueFromPipeline = true)]
    [PipedPath]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The same, each exactly as typed: no character is a wildcard. Piped folders bind here.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Only datasets of these modalities: rscm, mesospim.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModalityCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Modality { get; set; } = [];

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (_labs.Count == 0 || !string.Equals(_labs[^1].Lab.Path, LoadedSettings.Path, StringComparison.Ordinal))
        {
            _labs.Add((LoadedSettings, []));
        }

        var paths = _labs[^1].Paths;
        foreach (var path in LiteralPath ?? Path ?? [Settings.Storage.FastStore.AcquirePath])
        {
            try
            {
                paths.AddRange(Path is null ? [ResolvePath(path)] : Matches(path));
            }
            catch (Exception e) when (e is StatusException or SessionStateException)
            {
                Report(e, path);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var (lab, paths) in _labs.Where(lab => lab.Paths.Count > 0))
        {
            await ImportAsync(lab.Settings, paths, cancellationToken);
        }
    }

    private IReadOnlyList<string> Matches(string path)
    {
        var matches = ResolvePaths(path);
        if (matches.Count == 0)
        {
            Detail($"Nothing matches '{path}'.");
        }

        return matches;
    }

    private async Task ImportAsync(StatusSettings settings, List<string> paths, CancellationToken cancellationToken)
    {
        using var progress = new ImportProgress(Show, (cause, target) => Report(cause, target));
        var import = new DatasetImport(Backend, settings, Environment.MachineName);
        var chosen = await ChooseAsync(import.Find(paths, Modality, progress, cancellationToken));
        if (chosen.Count == 0)
        {
            return;
        }

        var result = await import.RegisterAsync(chosen, progress, cancellationToken);
        foreach (var problem in result.Problems)
        {
            Warn(problem.Text);
        }

        // Only now, with the lease given back: whoever reads the output slowly keeps no check waiting.
        using var database = Backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadOnly, cancellationToken);
        foreach (var dataset in result.Ids.Count == 0 ? [] : database.FindDatasets(new DatasetFilter { Ids = result.Ids }, cancellationToken))
        {
            Emit(dataset);
        }
    }

    private async Task<IReadOnlyList<ImportCandidate>> ChooseAsync(ImportFinding finding)
    {
        foreach (var fault in finding.Faults)
        {
            Report(fault);
        }

        foreach (var path in finding.Empty)
        {
            Warn($"There is no dataset in '{DisplayText.Of(path)}'.");
        }

        foreach (var known in finding.Known)
        {
            Detail($"'{DisplayText.Of(known.Path)}' is recorded already.");
        }

        var chosen = new List<ImportCandidate>();
        foreach (var candidate in finding.Candidates)
        {
            var path = DisplayText.Of(candidate.Folder.Path);
            if (candidate.Former is { } former
                ? await MayAsync($"{DisplayText.Of(former.Path)} -> {path}", "Record the dataset's new name")
                : await MayAsync(path, "Register the dataset"))
            {
                chosen.Add(candidate);
            }
        }

        return chosen;
    }
}
