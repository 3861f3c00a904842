using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace MicroStatus.Shell.Host;

/// <summary>What the engine says to a person and asks of one.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="interactive">A person can answer.</param>
/// <param name="stop">The stop that gives a question up.</param>
internal sealed class ShellUserInterface(Terminal terminal, bool interactive, StopSignal stop) : PSHostUserInterface
{
    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface(terminal);

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => !terminal.PlainText;

    /// <inheritdoc/>
    public override void Write(string value) => terminal.Write(GetOutputString(value, SupportsVirtualTerminal));

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => terminal.WriteError(value, AnsiColour.Red);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => terminal.WriteError("WARNING: " + message, AnsiColour.Yellow);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => terminal.WriteError("VERBOSE: " + message, AnsiColour.Cyan);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => terminal.WriteError("DEBUG: " + message, AnsiColour.Cyan);

    /// <inheritdoc/>
    public override void WriteInformation(InformationRecord record)
    {
        // Host lines come through Write; what else is informative is shown when the session's preference lets it through.
    }

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => terminal.ShowProgress(record);

    /// <inheritdoc/>
    public override string ReadLine()
    {
        RefuseUnlessInteractive("A line of input");
        return NextLine();
    }

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString()
    {
        RefuseUnlessInteractive("A secret");
        var secret = new SecureString();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        WriteLine(string.Empty);
        secret.MakeReadOnly();
        return secret;
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        RefuseUnlessInteractive("A value for " + string.Join(", ", descriptions.Select(field => field.Name)));
        Say(caption, message);
        return descriptions.ToDictionary(field => field.Name, ReadField, StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RefuseUnlessInteractive($"An answer to '{message.ReplaceLineEndings(" ").Trim()}'");
        Say(caption, message);
        while (true)
        {
            terminal.Write(ChoicePrompt.Line(choices, defaultChoice));
            var answer = NextLine();
            if (string.Equals(answer.Trim(), "?", StringComparison.Ordinal))
            {
                foreach (var line in ChoicePrompt.Help(choices))
                {
                    WriteLine(line);
                }
            }
            else if (ChoicePrompt.Find(answer, choices, defaultChoice) is var chosen and >= 0)
            {
                return chosen;
            }
        }
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        RefuseUnlessInteractive("A user name and password");
        Say(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            terminal.Write("User: ");
            userName = NextLine();
        }

        terminal.Write($"Password for {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    private PSObject ReadField(FieldDescription field)
    {
        var type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        if (type == typeof(SecureString))
        {
            terminal.Write(field.Name + ": ");
            return PSObject.AsPSObject(ReadLineAsSecureString());
        }

        if (!type.IsArray)
        {
            terminal.Write(field.Name + ": ");
            return PSObject.AsPSObject(LanguagePrimitives.ConvertTo(NextLine(), type, CultureInfo.CurrentCulture));
        }

        var values = new List<string>();
        while (true)
        {
            terminal.Write($"{field.Name}[{values.Count}]: ");
            if (NextLine() is not { Length: > 0 } line)
            {
                return PSObject.AsPSObject(LanguagePrimitives.ConvertTo(values.ToArray(), type, CultureInfo.CurrentCulture));
            }

            values.Add(line);
        }
    }

    private string NextLine()
    {
        try
        {
            return terminal.Input.ReadLine(stop.Token) ?? throw new HostException("The input ended before the question was answered.");
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Say(string caption, string message)
    {
        foreach (var line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
        {
            WriteLine(line);
        }
    }

    private void RefuseUnlessInteractive(string what)
    {
        if (!interactive)
        {
            throw new HostException(
                $"{what} is needed and nobody can be asked, since the input is no terminal or -NonInteractive was given. "
                + "A confirmation is given by -Confirm:$false; any other value as a parameter.",
                innerException: null,
                "InputNotInteractive",
                ErrorCategory.InvalidOperation);
        }
    }
}
