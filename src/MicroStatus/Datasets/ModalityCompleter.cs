using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicroStatus.Datasets;

/// <summary>Completes the names of modalities as the database stores them.</summary>
public sealed class ModalityCompleter : IArgumentCompleter
{
    private static readonly string[] Modalities = ["mesospim", "rscm"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Modalities
            .Where(modality => modality.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(modality => new CompletionResult(modality));
}
