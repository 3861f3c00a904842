using System.ComponentModel;
using System.Text;
using CliWrap;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Trash;

/// <summary>Hashes with <c>b2sum</c> of coreutils, as the moves' scripts do. The content goes through its standard input, so that no name of a
/// file has to be an argument.</summary>
public sealed class FileHashes : IFileHashes
{
    private const string Program = "b2sum";
    private const int Digits = 64;

    /// <inheritdoc/>
    public async Task<string> HashAsync(Stream content, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        var error = new StringBuilder();
        try
        {
            var result = await Cli.Wrap(Program)
                .WithArguments(["--length=256", "-"])
                .WithStandardInputPipe(PipeSource.FromStream(content))
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(error))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken);
            var hash = output.ToString().Split(' ')[0];
            return result.ExitCode == 0 && hash.Length == Digits
                ? hash
                : throw new StatusException(
                    "HashFailed",
                    StatusErrorCategory.Failure,
                    FormattableString.Invariant($"{Program} ended with code {result.ExitCode}: {error.ToString().Trim()}"),
                    "Look whether the file can be read.");
        }
        catch (Win32Exception e)
        {
            throw new StatusException(
                "HashToolMissing",
                StatusErrorCategory.NotFound,
                $"The program {Program} is not on this machine: nothing can be hashed.",
                "Install coreutils, or run this on a node that has it.",
                Program,
                e);
        }
    }
}
