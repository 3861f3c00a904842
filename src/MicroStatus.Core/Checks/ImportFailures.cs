namespace MicroStatus.Checks;

/// <summary>Reports the datasets that an import could not look at. A person asked for them: each is tried, and none is counted.</summary>
/// <param name="report">What is told.</param>
public sealed class ImportFailures(CheckReportBuilder report) : ILookFailures
{
    /// <inheritdoc/>
    public bool IsQuarantined(string path) => false;

    /// <inheritdoc/>
    public void Failed(string path, long? id, Exception cause)
    {
        var name = Path.GetFileName(path);
        report.Add(new CheckProblem(CheckStep.Acquisition, id, name, path, $"{name} could not be imported: {cause.Message}", cause));
    }

    /// <inheritdoc/>
    public void Succeeded(string path)
    {
        // The next check ends its quarantine, where there was one.
    }
}
