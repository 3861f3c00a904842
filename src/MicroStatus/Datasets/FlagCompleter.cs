using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicroStatus.Datasets;

/// <summary>Completes a flag that can be set and cleared.</summary>
public sealed class FlagCompleter : IArgumentCompleter
{
    private static readonly string[] Values = ["$true", "$false"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Values
            .Where(value => value.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value));
}
