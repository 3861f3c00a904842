using System.Globalization;

namespace MicroStatus.Module.Tests.Moves;

/// <summary>A store whose acquisitions are away for a while.</summary>
internal sealed class UnmountedStore : IDisposable
{
    private readonly string _acquire;
    private readonly string _away;

    public UnmountedStore(string store)
    {
        _acquire = Path.Join(store, "Acquire");
        _away = Path.Join(store, "away");
        Directory.Move(_acquire, _away);
    }

    public void Dispose()
    {
        // Written into the empty mount point: hidden by the mount.
        for (var hidden = 0; Directory.Exists(_acquire); hidden++)
        {
            Directory.Move(_acquire, Path.Join(Path.GetDirectoryName(_acquire), string.Create(CultureInfo.InvariantCulture, $"hidden-{Guid.NewGuid():N}-{hidden}")));
        }

        Directory.Move(_away, _acquire);
    }
}
