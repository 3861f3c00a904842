using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicroStatus.Datasets;

/// <summary>Completes kinds of changes in the history of datasets.</summary>
public sealed class EventKindCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        EventKind.All
            .Where(kind => kind.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(kind => new CompletionResult(kind));
}
