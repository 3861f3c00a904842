namespace MicroStatus.Tiles;

/// <summary>Hears of the course of a test of tiles, from several threads.</summary>
public interface ITileTestListener
{
    /// <summary>Files were looked into.</summary>
    /// <param name="done">How many so far.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="share">The share of the work that is done, 0 to 1: by bytes where pixels are decoded.</param>
    void Progress(int done, int total, double share);

    /// <summary>A file or a folder could not be looked at.</summary>
    /// <param name="path">Which.</param>
    /// <param name="fault">Why.</param>
    void Failed(string path, Exception fault);
}
