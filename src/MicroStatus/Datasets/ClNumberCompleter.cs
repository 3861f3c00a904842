using System.Management.Automation;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Hosting;

namespace MicroStatus.Datasets;

/// <summary>Completes CL numbers, those without datasets too.</summary>
public sealed class ClNumberCompleter : LabCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word)
    {
        using var database = backend.DatabaseFiles(settings.Settings).Open(DatabaseAccess.ReadOnly, CancellationToken.None);
        var filter = new ClNumberFilter { ClNumbers = [WildcardPattern.Escape(word) + "*"] };
        foreach (var found in database.FindClNumbers(filter, CancellationToken.None))
        {
            if (found.ClNumber.Length > 0)
            {
                yield return found.ClNumber;
            }
        }
    }
}
