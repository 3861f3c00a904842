using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster;

/// <summary>Asks SLURM's <c>squeue</c>.</summary>
/// <param name="settings">The command, the user and the time it may take.</param>
public sealed class SlurmQueue(ClusterSettings settings) : IClusterQueue
{
    private const string NotFound = "ClusterCommandNotFound";

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> ReadJobNamesAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(settings.CommandTimeout);
        var name = settings.Queue[0];
        try
        {
            var result = await Cli.Wrap(name)
                .WithArguments([.. settings.Queue.Skip(1), "--noheader", "--format=%j", "--user=" + settings.User])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(timeout.Token);
            return result.ExitCode == 0
                ? result.StandardOutput
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .ToHashSet(StringComparer.Ordinal)
                : throw Failed(FormattableString.Invariant($"ended with code {result.ExitCode}: {FirstLine(result.StandardError)}"), inner: null);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(FormattableString.Invariant($"did not answer within {settings.CommandTimeout.TotalSeconds:0.#} s."), e);
        }
        catch (Win32Exception e)
        {
            throw new StatusException(
                NotFound,
                StatusErrorCategory.NotFound,
                $"The command '{name}' cannot be run on this machine.",
                "Run it on a node of the cluster, or set Cluster:Queue to the command's full path.",
                name,
                e);
        }
    }

    private StatusException Failed(string how, Exception? inner) => new(
        "ClusterCommandFailed",
        StatusErrorCategory.Failure,
        $"The command '{settings.Queue[0]}' {how}",
        "See whether the cluster is up.",
        settings.Queue[0],
        inner);

    private static string FirstLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "it said nothing.";
}
