using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Imaris;

/// <summary>Tests whether Imaris files open, and shows what they hold.</summary>
/// <remarks>
/// Use it when a build or a copy of an Imaris file may have gone wrong, and before a file is given to somebody. A file opens when it is HDF5 that ends where
/// its header says, and each resolution level, time point and channel in it has a dataset whose header is sound. For each file it gives the size of the
/// image, channels, time points, resolution levels, type of a pixel, whether there is a thumbnail, and, for a file that does not open, the reason: cut off,
/// still being written, a part missing, no Imaris file at all. Only headers are read, so that a file of 100 GB takes as long as one of 1 GB; with -Deep one chunk
/// of every dataset is read too. Nothing is changed. A file that does not open is output, not an error; a file that is not there is an error. Without settings
/// those of the lab apply.
/// </remarks>
/// <example>
/// <code>Test-ImarisFile /h20/Acquire/RSCM/klimstra-w/5CL18/*/*/*/*.ims | Where-Object Opens -eq $false | Format-List Path, Reason</code>
/// Shows which Imaris files of a project do not open, and why.
/// </example>
/// <example>
/// <code>Get-Dataset 8257* | Test-ImarisFile -Deep</code>
/// Tests the Imaris files that are recorded for some datasets, and unpacks one chunk of each of their images.
/// </example>
/// <example>
/// <code>if (-not (Test-ImarisFile ./brain.ims -Quiet)) { 'Build it again.' }</code>
/// Asks in a script whether a file opens.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "ImarisFile", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ImarisFile), typeof(bool))]
public sealed class TestImarisFileCommand : LabCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private IImarisFiles? _files;

    /// <summary>Imaris files; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PipedPath]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The same, each exactly as typed: no character is a wildcard. Piped files, and datasets by their Imaris file, bind here.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "ImarisFilePath")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? LiteralPath { get; set; }

    /// <summary>Reads one chunk of every dataset too: it must lie inside the file, and unpack to its size.</summary>
    [Parameter]
    public SwitchParameter Deep { get; set; }

    /// <summary>Gives true or false for each file, whether it opens, instead of what it holds.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _files ??= Backend.ImarisFiles(SettingsOrDefaults.Imaris);
        foreach (var typed in LiteralPath ?? Path ?? [null!])
        {
            try
            {
                foreach (var path in Resolve(typed))
                {
                    Test(_files, path, cancellationToken);
                }
            }
            catch (Exception e) when (e is StatusException or SessionStateException)
            {
                Report(e, typed);
            }
        }

        return Task.CompletedTask;
    }

    private IReadOnlyList<string> Resolve(string? typed)
    {
        if (string.IsNullOrEmpty(typed))
        {
            throw new StatusException(
                "ImarisFileNotRecorded", StatusErrorCategory.NotFound, "No Imaris file is recorded for what was piped.", "Name the file with -LiteralPath.");
        }

        return Path is null ? [ResolvePath(typed)] : ResolvePaths(typed);
    }

    private void Test(IImarisFiles files, string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = Deep ? files.ExamineDeeply(path, cancellationToken) : files.Examine(path, cancellationToken);
            Detail($"'{DisplayText.Of(path)}': {(file.Opens ? "opens" : DisplayText.Of(file.Reason))}");
            Emit(Quiet ? file.Opens : file);
        }
        catch (FileNotFoundException e)
        {
            Report(new StatusException("PathNotFound", StatusErrorCategory.NotFound, $"There is nothing at '{path}'.", target: path, inner: e));
        }
        catch (UnauthorizedAccessException e)
        {
            Report(new StatusException(
                "ImarisFileNotReadable", StatusErrorCategory.Permission, $"'{path}' may not be read: {e.Message}", "Ask for the right to read it.", path, e));
        }
        catch (IOException e)
        {
            Report(new StatusException(
                "ImarisFileNotRead", StatusErrorCategory.Failure, $"'{path}' could not be read: {e.Message}", "Look whether its store is mounted, and try again.", path, e));
        }
    }
}
