using MicroStatus.Acquisition.Demo;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>Where the played cluster of a demo lab keeps what is its own.</summary>
/// <param name="root">The lab's folder, absolute.</param>
internal sealed class DemoClusterPlaces(string root)
{
    /// <summary>The folder of all of it.</summary>
    public string Folder { get; } = Path.Join(root, DemoSettingsText.ClusterFolder);

    /// <summary>The jobs of the played clusters, a file each.</summary>
    public string Jobs { get; } = DemoSettingsText.JobsFolder(root);

    /// <summary>What the stand-ins for the lab's programs were asked for, a file each, until the next step.</summary>
    public string Requests => Path.Join(Folder, "requests");

    /// <summary>Names of datasets for which a stand-in fails, a folder a stage.</summary>
    public string Refused => Path.Join(Folder, "refused");

    /// <summary>A line for each time a stand-in was run.</summary>
    public string Log => Path.Join(Folder, "log.txt");

    /// <summary>What it remembers.</summary>
    public string State => Path.Join(Folder, "state.json");

    /// <summary>The folders.</summary>
    public IReadOnlyList<string> Folders => [Jobs, Requests, Refused];
}
