namespace MicroStatus.Cluster;

/// <summary>A job to be submitted: which script, under which name, with how much of the cluster (lab.md §8).</summary>
public sealed record ClusterJobRequest
{
    /// <summary>Its name, by which it is found again: 1 to 200 characters, without line ends and other control characters.</summary>
    public required string Name { get; init; }

    /// <summary>What tells this job from others of its name, for example a run id. A request with a comment is carried out at most once; null for none.</summary>
    public string? Comment { get; init; }

    /// <summary>The script, absolute; its first line names its interpreter (<c>#!/bin/bash</c>). It is copied when it is submitted.</summary>
    public required string ScriptPath { get; init; }

    /// <summary>The file that output and errors are added to, absolute; its folder exists. It may not hold a backslash, with which SLURM begins names of its own.</summary>
    public required string LogPath { get; init; }

    /// <summary>The folder that the script starts in, absolute.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Partition; null for the cluster's default. The local executor has none.</summary>
    public string? Partition { get; init; }

    /// <summary>Processors, 1 or more. The local executor does not hold the job to it.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>Memory in GB, 1 or more; null for the cluster's default. The local executor does not hold the job to it.</summary>
    public int? MemoryGigabytes { get; init; }

    /// <summary>After this the job is ended; SLURM counts whole minutes, upwards. Null for the cluster's default.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Indices of a job array as SLURM writes them, for example <c>0-9%2</c>; null for one job. The local executor runs no arrays.</summary>
    public string? Array { get; init; }
}
