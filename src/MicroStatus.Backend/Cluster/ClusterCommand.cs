using System.ComponentModel;
using CliWrap;

namespace MicroStatus.Backend.Cluster;

/// <summary>Runs one command of the cluster: with a list of arguments, within its time, and with its whole process tree when it has to be ended.</summary>
/// <param name="command">The program and its first arguments.</param>
/// <param name="setting">The setting that names it, for advice.</param>
/// <param name="timeout">How long it may take.</param>
/// <param name="mostBytes">How much it may say.</param>
internal sealed class ClusterCommand(IReadOnlyList<string> command, string setting, TimeSpan timeout, int mostBytes = ClusterCommand.MostBytes)
{
    // A hundred thousand jobs.
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The program's name.</summary>
    public string Name => command[0];

    /// <summary>Runs it.</summary>
    /// <param name="arguments">What is added to the command.</param>
    /// <param name="environment">Variables to set, or to take away when null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What it said, also when it failed.</returns>
    /// <exception cref="StatusException"><c>ClusterCommandNotFound</c>, <c>ClusterCommandTimedOut</c>, <c>ClusterAnswerUnreadable</c>.</exception>
    public async Task<CommandReply> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(timeout);
        using var output = new CommandPipe(mostBytes, end.Cancel);
        using var error = new CommandPipe(mostBytes, end.Cancel);
        try
        {
            var result = await Cli.Wrap(command[0])
                .WithArguments([.. command.Skip(1), .. arguments])
                .WithEnvironmentVariables(environment)
                .WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(output.Target)
                .WithStandardErrorPipe(error.Target)
                .ExecuteAsync(end.Token);
            return new CommandReply(result.ExitCode, output.Text, error.Text);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw output.IsFull || error.IsFull ? Unreadable("said far more than any answer is long.", e) : TimedOut(e);
        }
        catch (Win32Exception e)
        {
            throw new StatusException(
                "ClusterCommandNotFound",
                StatusErrorCategory.NotFound,
                $"The command '{Name}' cannot be run on this machine.",
                $"Run it on a node of the cluster, or set {setting} to the command's full path.",
                Name,
                e);
        }
    }

    /// <summary>The error of a command that failed and changed nothing.</summary>
    /// <param name="reply">What it said.</param>
    /// <returns>The error.</returns>
    public StatusException Failed(CommandReply reply) => new(
        "ClusterCommandFailed",
        StatusErrorCategory.Failure,
        FormattableString.Invariant($"The command '{Name}' ended with code {reply.ExitCode}: {reply.Words}"),
        "See whether the cluster is up.",
        Name);

    /// <summary>The error of a command that said that the cluster did not answer it: whether something was changed is unsure.</summary>
    /// <param name="reply">What it said.</param>
    /// <returns>The error.</returns>
    public StatusException Unsure(CommandReply reply) => new(
        "ClusterCommandTimedOut",
        StatusErrorCategory.Failure,
        FormattableString.Invariant($"The cluster did not answer the command '{Name}' (code {reply.ExitCode}): {reply.Words}"),
        Advice,
        Name);

    /// <summary>The error of a command whose words have no meaning here.</summary>
    /// <param name="how">What is wrong with them.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The error.</returns>
    public StatusException Unreadable(string how, Exception? inner = null) => new(
        "ClusterAnswerUnreadable", StatusErrorCategory.InvalidData, $"The command '{Name}' {how}", $"See whether {setting} names the right command. {Advice}", Name, inner);

    private const string Advice = "Look whether the job is there (Get-ClusterJob) before doing it again.";

    private StatusException TimedOut(Exception inner) => new(
        "ClusterCommandTimedOut",
        StatusErrorCategory.Failure,
        FormattableString.Invariant($"The command '{Name}' did not answer within {timeout.TotalSeconds:0.#} s."),
        $"See whether the cluster is up. {Advice}",
        Name,
        inner);
}
