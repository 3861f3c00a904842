using MicroStatus.Storage;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>File systems as full as a test makes them, however full this machine's disk is.</summary>
internal sealed class TestVolumes : IVolumes
{
    public const long Size = 100_000_000_000_000;

    private readonly Dictionary<string, VolumeSpace> _spaces = new(StringComparer.Ordinal);

    /// <summary>Runs before each measurement; may throw what the port documents.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>How often was measured.</summary>
    public int Calls { get; private set; }

    public void Fill(string root, double percent) => _spaces[root] = Of((long)(Size * percent / 100));

    public void Use(string root, long bytes) => _spaces[root] = Of(bytes);

    public VolumeSpace Measure(string path)
    {
        Calls++;
        Before?.Invoke(path);
        return _spaces.GetValueOrDefault(path, Of(Size * 2 / 5));
    }

    public bool MayWrite(string folder) => true;

    private static VolumeSpace Of(long used) => new(Size, used, Size - used);
}
