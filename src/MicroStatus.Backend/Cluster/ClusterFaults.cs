namespace MicroStatus.Backend.Cluster;

/// <summary>Errors that both executors have.</summary>
internal static class ClusterFaults
{
    /// <summary>No such job.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="message">Who does not know it.</param>
    /// <returns>The error.</returns>
    public static StatusException JobNotFound(string id, string message) =>
        new("ClusterJobNotFound", StatusErrorCategory.NotFound, message, "Get-ClusterJob without parameters shows all.", id);

    /// <summary>The cluster says no.</summary>
    /// <param name="target">The job's name or id.</param>
    /// <param name="words">Why, in its own words.</param>
    /// <returns>The error.</returns>
    public static StatusException Refused(string target, string words) => new(
        "ClusterRefused",
        StatusErrorCategory.InvalidOperation,
        $"The cluster refuses the job '{target}': {words}",
        "Change what it does not allow: the partition, the processors, the memory, the time limit or the script (Cluster:Partition and its neighbours are settings).",
        target);
}
