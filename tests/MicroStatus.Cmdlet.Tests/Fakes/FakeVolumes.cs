using MicroStatus.Storage;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>File systems in memory: 40 % full until a test says otherwise.</summary>
public sealed class FakeVolumes : IVolumes
{
    /// <summary>The space by path.</summary>
    public IDictionary<string, VolumeSpace> Spaces { get; } = new Dictionary<string, VolumeSpace>(StringComparer.Ordinal);

    /// <summary>Thrown by <see cref="Measure"/> when set.</summary>
    public Exception? Failure { get; set; }

    public VolumeSpace Measure(string path) =>
        Failure is not null ? throw Failure
        : Spaces.TryGetValue(path, out var space) ? space
        : new VolumeSpace(1000, 400, 600);

    /// <summary>Folders that may not be written.</summary>
    public ISet<string> ReadOnly { get; } = new HashSet<string>(StringComparer.Ordinal);

    public bool MayWrite(string folder) => !ReadOnly.Contains(folder);
}
