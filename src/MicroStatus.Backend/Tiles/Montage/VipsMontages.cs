using MicroStatus.Tiles.Montage;
using NetVips;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Makes montages with libvips.</summary>
public sealed class VipsMontages : IMontages
{
    private readonly TimeProvider _time;

    /// <summary>Creates it.</summary>
    /// <param name="time">Tells how old a file is that a killed process left; null for the machine's clock.</param>
    public VipsMontages(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public IReadOnlyList<TileMontage> Make(MontageRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Rows, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Columns, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Downscale, 1, nameof(request));
        try
        {
            Pictures.Prepare();
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            throw new StatusException(
                "ModuleIncomplete",
                StatusErrorCategory.NotFound,
                $"The module's own files cannot be loaded: {(e.InnerException ?? e).Message}",
                "Install the module again; libvips, in its folder 'dependencies', belongs to it.",
                inner: e);
        }

        var survey = TileSurvey.Of(request, cancellationToken);
        try
        {
            using var files = new MontageFiles(request.Folder, _time.GetUtcNow());
            using var run = new MontageRun(request, survey, files, progress);
            var made = run.Make(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            files.Publish();
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VipsException)
        {
            throw new StatusException(
                "MontageNotWritten",
                e is UnauthorizedAccessException ? StatusErrorCategory.Permission : StatusErrorCategory.Failure,
                $"The montage of '{request.Name}' cannot be written to '{request.Folder}': {e.Message}",
                "Look for free space there, and whether you may write there; or choose another folder with -Destination.",
                request.Folder,
                e);
        }
    }
}
