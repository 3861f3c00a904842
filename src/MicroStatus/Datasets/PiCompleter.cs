using System.Management.Automation;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Completes names of principal investigators, those without datasets too.</summary>
public sealed class PiCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word)
    {
        using var database = backend.DatabaseFiles(settings.Settings).Open(DatabaseAccess.ReadOnly, CancellationToken.None);
        var filter = new PiFilter { Pis = [WildcardPattern.Escape(word) + "*"] };
        foreach (var found in database.FindPis(filter, CancellationToken.None))
        {
            if (found.Pi.Length > 0)
            {
                yield return found.Pi;
            }
        }
    }
}
