namespace MicroStatus.Backend.Tests.Cluster;

/// <summary>A job as a fake squeue tells of it.</summary>
internal sealed record QueuedJob(string Id, string Name, string State = "RUNNING", string Comment = "(null)");

/// <summary>Small scripts in the place of SLURM's commands.</summary>
internal static class FakeCommand
{
    /// <summary>Writes a script.</summary>
    public static IReadOnlyList<string> Write(string path, string script)
    {
        // Beside it and renamed: a script that is open for writing anywhere cannot be run.
        File.WriteAllText(path + ".new", "#!/bin/bash\n" + script + "\n");
        File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.Move(path + ".new", path, overwrite: true);
        return ["bash", path];
    }

    /// <summary>A squeue that takes the format it is asked for, and knows these jobs.</summary>
    public static void Squeue(string path, params QueuedJob[] jobs)
    {
        Write(path, Answer(jobs));
    }

    /// <summary>The script's text.</summary>
    public static string Answer(params QueuedJob[] jobs) =>
        """
        for argument; do case $argument in --format=*) format=${argument#--format=} ;; --Format=*) exit 0 ;; esac; done
        separator=${format#%i}; separator=${separator%%%*}
        tell() { local text=; for field in "$1" "$1" N/A "$2" None node1 1795392363 1795392364 N/A "$3" "$4"; do text+=$field$separator; done; printf '%s\n' "$text"; }

        """ + string.Join('\n', jobs.Select(job => $"tell {string.Join(' ', new[] { job.Id, job.State, job.Name, job.Comment }.Select(Quote))}"));

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
