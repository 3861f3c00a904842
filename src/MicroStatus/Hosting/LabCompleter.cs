using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicroStatus.Configuration;

namespace MicroStatus.Hosting;

/// <summary>The base of completers that offer what the lab has: names, people, settings.</summary>
public abstract class LabCompleter : IArgumentCompleter
{
    private const int Most = 200;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        try
        {
            var session = CurrentSession();
            var backend = BackendFactory.Create(session);
            var path = fakeBoundParameters["SettingsPath"] as string;
            var settings = backend.SettingsFiles.Load(path is null ? null : session.Path.GetUnresolvedProviderPathFromPSPath(path));
            return [.. Offer(backend, settings, word).Distinct(StringComparer.OrdinalIgnoreCase).Take(Most).Select(ToResult)];
        }
        catch (Exception e) when (e is StatusException or SessionStateException)
        {
            // There is nothing to offer where no lab can be read; why, the command itself says when it runs.
            return [];
        }
    }

    /// <summary>What begins with a word.</summary>
    /// <param name="backend">The outside world.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="word">What is typed so far, without quotes; it may be empty.</param>
    /// <returns>Values in the order to be offered; the first few hundred are shown.</returns>
    protected abstract IEnumerable<string> Offer(IBackend backend, LoadedSettings settings, string word);

    // A completer is not told its session; script that runs in it is.
    private static SessionState CurrentSession()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return (SessionState)shell.AddScript("$ExecutionContext.SessionState").Invoke()[0].BaseObject;
    }

    private static CompletionResult ToResult(string value)
    {
        var isPlain = value.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ':');
        var typed = isPlain ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(WildcardPattern.Escape(value))}'";
        var shown = DisplayText.Of(value);
        return new CompletionResult(typed, shown, CompletionResultType.ParameterValue, shown);
    }
}
