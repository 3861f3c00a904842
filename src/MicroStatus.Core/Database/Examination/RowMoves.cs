using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves;

namespace MicroStatus.Database.Examination;

/// <summary>Looks whether datasets that are recorded as being moved really are: the cluster and the moves' folder are asked once.</summary>
/// <param name="backend">The cluster and the folder.</param>
/// <param name="settings">The settings.</param>
internal sealed class RowMoves(IBackend backend, StatusSettings settings)
{
    private readonly MoveNames _names = new(settings.Moves, settings.Discovery.NoPi);
    private MoveFolder? _folder;
    private IReadOnlySet<string>? _jobs;
    private string? _fault;

    /// <summary>Looks.</summary>
    /// <param name="row">A row that is being moved.</param>
    /// <param name="cancellationToken">Ends the cluster's command.</param>
    /// <returns>The finding, or null.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public async Task<ExaminedFinding?> OfAsync(Dataset row, CancellationToken cancellationToken)
    {
        _folder ??= new MoveFolder(settings.Moves, _names, backend.Files);
        if (_jobs is null && _fault is null)
        {
            await AskAsync(cancellationToken);
        }

        return MoveFindings.Of(row, _folder.Of(row), _jobs?.Contains(_names.JobName(row.Id)), _fault);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var jobs = await backend.Cluster(settings).ListAsync(cancellationToken);
            _jobs = jobs.Where(job => !job.IsOver).Select(job => job.Name).ToHashSet(StringComparer.Ordinal);
        }
        catch (StatusException e)
        {
            _fault = e.Message;
        }
    }
}
