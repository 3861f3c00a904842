using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A host that answers questions from a list and keeps what was asked and shown.</summary>
public sealed class FakeHost : PSHost
{
    private readonly FakeUserInterface _ui = new();

    /// <summary>Labels to choose at prompts, in order, for example <c>Yes</c>, <c>No</c>, <c>Yes to All</c>; then every prompt fails.</summary>
    public ConcurrentQueue<string> Answers => _ui.Answers;

    /// <summary>The messages of the prompts, in order.</summary>
    public ConcurrentQueue<string> Questions => _ui.Questions;

    /// <summary>Lines shown, such as the sentences of <c>-WhatIf</c>.</summary>
    public ConcurrentQueue<string> Lines => _ui.Lines;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(FakeHost);

    public override PSHostUserInterface UI => _ui;

    public override Version Version => Assembly.GetExecutingAssembly().GetName().Version!;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
        // Console modes need no saving here.
    }

    public override void NotifyEndApplication()
    {
        // Console modes need no restoring here.
    }

    public override void SetShouldExit(int exitCode) => throw new NotSupportedException();

    private sealed class FakeUserInterface : PSHostUserInterface
    {
        public ConcurrentQueue<string> Answers { get; } = new();

        public ConcurrentQueue<string> Questions { get; } = new();

        public ConcurrentQueue<string> Lines { get; } = new();

        public override PSHostRawUserInterface? RawUI => null;

        public override Dictionary<string, PSObject> Prompt(
            string caption, string message, System.Collections.ObjectModel.Collection<FieldDescription> descriptions) =>
            throw new PSNotImplementedException("A value was asked for: " + string.Join(", ", descriptions.Select(d => d.Name)));

        public override int PromptForChoice(
            string caption, string message, System.Collections.ObjectModel.Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Enqueue(message);
            return Answers.TryDequeue(out var answer)
                ? choices.Select(choice => choice.Label.Replace("&", string.Empty, StringComparison.Ordinal)).ToList()
                    .FindIndex(label => string.Equals(label, answer, StringComparison.OrdinalIgnoreCase))
                : throw new InvalidOperationException("No answer was prepared for: " + message);
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
            throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override System.Security.SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(string value) => Lines.Enqueue(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Enqueue(value);

        public override void WriteDebugLine(string message) => Lines.Enqueue("DEBUG: " + message);

        public override void WriteErrorLine(string value) => Lines.Enqueue("ERROR: " + value);

        public override void WriteLine(string value) => Lines.Enqueue(value);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
            // Kept by the pipeline's own stream.
        }

        public override void WriteVerboseLine(string message) => Lines.Enqueue("VERBOSE: " + message);

        public override void WriteWarningLine(string message) => Lines.Enqueue("WARNING: " + message);
    }
}
