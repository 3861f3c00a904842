using System.Text;
using MicroStatus.Configuration;
using MicroStatus.Moves.Job;
using MicroStatus.Processing;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>Stand-ins for the lab's programs in a demo lab: small scripts where the settings look for the programs. They leave a request, which the next step carries out, or
/// the jobs of a played cluster.</summary>
/// <param name="places">Where the played cluster keeps what is its own.</param>
/// <param name="settings">The demo lab's settings, which name the programs.</param>
internal sealed class DemoStandIns(DemoClusterPlaces places, StatusSettings settings)
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>The stages that a stand-in begins, by its request's first word.</summary>
    public static IReadOnlyList<StageKind> Requested { get; } = [StageKind.ImarisBuild, StageKind.Start];

    /// <summary>Writes them all.</summary>
    public void Write()
    {
        var stitching = settings.Rscm.Processing.Stitching;
        var denoising = settings.Rscm.Processing.Denoising;
        Write(stitching.ClusterStart[0], Cluster("stitching", stitching.ClusterJobs));
        Write(denoising.Start[0], Cluster("denoising", [denoising.JobName]));
        Write(settings.Rscm.Processing.ImarisBuild.Command[0], Request(StageKind.ImarisBuild));
        Write(settings.MesoSpim.Processing.Command[0], Request(StageKind.Start));
    }

    /// <summary>Lets the stand-in for a stage fail for some datasets, and for no others.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="names">The datasets' names.</param>
    public void Refuse(StageKind stage, IReadOnlyCollection<string> names)
    {
        var folder = Directory.CreateDirectory(Path.Join(places.Refused, stage.ToString()));
        foreach (var file in folder.EnumerateFiles().Where(file => !names.Contains(file.Name, StringComparer.Ordinal)))
        {
            file.Delete();
        }

        foreach (var name in names)
        {
            File.WriteAllBytes(Path.Join(folder.FullName, name), []);
        }
    }

    private static void Write(string path, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, script.ReplaceLineEndings("\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.SetUnixFileMode(path, Executable);
    }

    private string Cluster(string what, IReadOnlyList<string> jobs) => Head(what) +
        $"""
        for job in {string.Join(' ', jobs.Select(ShellWord.Quote))}; do
            : >"$cluster/jobs/$job"
        done

        """;

    private string Request(StageKind stage) => Head(stage.ToString()) +
        """
        for refused in "$cluster/refused/$what"/*; do
            for argument; do
                if [[ -e $refused && $argument/ == */"${refused##*/}"/* ]]; then
                    echo "The demo lab was asked to let this fail for ${refused##*/}." >&2
                    exit 3
                fi
            done
        done
        request="$cluster/requests/$(date +%s%N)-$$"
        printf '%s\0' "$what" "$@" >"$request.writing"
        mv -- "$request.writing" "$request"

        """;

    private string Head(string what) =>
        $"""
        #!/bin/bash
        # Stands for a program of the lab in a demo lab.
        set -eu
        umask 002
        cluster={ShellWord.Quote(places.Folder)}
        what={ShellWord.Quote(what)}
        line=$(printf '%(%FT%T)T %s' -1 "$what"; (($#)) && printf ' %q' "$@" || true)
        printf '%s\n' "$line" >>"$cluster/log.txt"

        """;
}
