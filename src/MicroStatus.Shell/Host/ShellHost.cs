using System.Globalization;
using System.Management.Automation.Host;

namespace MicroStatus.Shell.Host;

/// <summary>The engine's host: it leads to the terminal, and notes the exit code that a script asks for.</summary>
/// <param name="ui">What is said and asked.</param>
internal sealed class ShellHost(ShellUserInterface ui) : PSHost
{
    /// <summary>The code that <c>exit</c> asked for, or null while nobody has.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override string Name => "microstatus";

    /// <inheritdoc/>
    public override PSHostUserInterface UI => ui;

    /// <inheritdoc/>
    public override Version Version => typeof(ShellHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new HostException("microstatus has no nested prompt; answer with one of the other choices.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new HostException("microstatus has no nested prompt.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
        // Other programs get the terminal as it is.
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
        // The terminal's modes are never changed.
    }

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
