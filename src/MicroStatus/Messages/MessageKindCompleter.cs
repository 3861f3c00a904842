using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicroStatus.Configuration;
using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Messages;

/// <summary>Completes kinds of messages.</summary>
public sealed class MessageKindCompleter : IArgumentCompleter
{
    /// <summary>All kinds, by their names.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
    [
        .. new MessageCatalogue(new MessageSettings()).Entries.Select(entry => entry.Kind).Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Kinds.Where(kind => kind.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(kind => new CompletionResult(kind));
}
