namespace MicroStatus.Checks;

/// <summary>Hears which datasets could not be looked at, and may say which ones to leave alone.</summary>
public interface ILookFailures
{
    /// <summary>Whether a dataset is to be left alone; then the report says so.</summary>
    /// <param name="path">Its folder.</param>
    /// <returns>True when it is.</returns>
    bool IsQuarantined(string path);

    /// <summary>A look failed.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="id">Its row, where there is one.</param>
    /// <param name="cause">Why.</param>
    void Failed(string path, long? id, Exception cause);

    /// <summary>A look succeeded.</summary>
    /// <param name="path">The dataset's folder.</param>
    void Succeeded(string path);
}
