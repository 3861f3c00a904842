using System.Runtime.CompilerServices;

namespace MicroStatus.Configuration.Examination;

/// <summary>Tries settings on the lab itself. Nothing is written or posted.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
public sealed class SettingsExamination(IBackend backend, StatusSettings settings)
{
    /// <summary>Tries them; what does not work is a result, not an error.</summary>
    /// <param name="categories">The parts to try, in the order of <see cref="SettingsCheckCategory"/>; empty tries all.</param>
    /// <param name="cancellationToken">Stops between two of them, or while one waits.</param>
    /// <returns>Each as it is known.</returns>
    public async IAsyncEnumerable<SettingsCheck> RunAsync(
        IReadOnlyCollection<SettingsCheckCategory> categories,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var category in Enum.GetValues<SettingsCheckCategory>().Where(category => categories.Count == 0 || categories.Contains(category)))
        {
            var checks = category switch
            {
                SettingsCheckCategory.Storage => new StorageChecks(backend, settings).RunAsync(cancellationToken),
                SettingsCheckCategory.Slack => new SlackChecks(backend, settings).RunAsync(cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(categories), category, "Nothing is known of this part."),
            };
            await foreach (var check in checks.ConfigureAwait(false))
            {
                yield return check;
            }
        }
    }
}
