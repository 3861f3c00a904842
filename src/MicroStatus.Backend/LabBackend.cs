using MicroStatus.Acquisition;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Tiles;

namespace MicroStatus.Backend;

/// <summary>The real outside world.</summary>
public sealed class LabBackend : IBackend
{
    /// <inheritdoc/>
    public ISettingsFiles SettingsFiles => throw new NotSupportedException();

    /// <inheritdoc/>
    public IFileTree Files => throw new NotSupportedException();

    /// <inheritdoc/>
    public ITiffHeaderReader TiffHeaders => throw new NotSupportedException();

    /// <inheritdoc/>
    public IFileActs FileActs => throw new NotSupportedException();

    /// <inheritdoc/>
    public TimeProvider Clock(StatusSettings settings) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IDatabaseFiles DatabaseFiles(StatusSettings settings) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ICheckLog OpenLog(StatusSettings settings) => throw new NotSupportedException();
}
