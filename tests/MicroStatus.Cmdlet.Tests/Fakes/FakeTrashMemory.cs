using MicroStatus.Database;
using MicroStatus.Trash;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Files that were taken elsewhere or hashed, in memory.</summary>
public sealed class FakeTrashMemory : ITrashMemory
{
    public IList<FileRelocation> Relocations { get; } = [];

    public IDictionary<string, HashedFile> Hashes { get; } = new Dictionary<string, HashedFile>(StringComparer.Ordinal);

    public IReadOnlyList<FileRelocation> FindRelocations(long id) => [.. Relocations.Where(relocation => relocation.Id == id)];

    public HashedFile? FindHash(string path) => Hashes.TryGetValue(path, out var file) ? file : null;

    public void WriteHashes(IReadOnlyList<HashedFile> files, ILeaseHold lease)
    {
        lease.Verify();
        foreach (var file in files)
        {
            Hashes[file.Path] = file;
        }
    }

    public void ForgetHashes(string folder, ILeaseHold lease)
    {
        lease.Verify();
        foreach (var path in Hashes.Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)).ToList())
        {
            Hashes.Remove(path);
        }
    }
}
