namespace MicroStatus.Usage;

/// <summary>The scheduler that microscope time is reported to (lab.md §11).</summary>
public interface IUsageScheduler
{
    /// <summary>Posts a report once. What goes wrong is an answer, never an error; nothing in it holds the password.</summary>
    /// <param name="json">The report.</param>
    /// <param name="cancellationToken">Stops waiting; whether the report arrived is unknown then.</param>
    /// <returns>What came of it.</returns>
    Task<UsageReply> PostAsync(string json, CancellationToken cancellationToken);
}
