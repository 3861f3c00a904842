using Microsoft.Extensions.Time.Testing;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Configuration;
using MicroStatus.Backend.Database;

namespace MicroStatus.Backend.Tests.Demo;

/// <summary>A place for demo labs, with a clock that stands still and an environment of its own.</summary>
internal sealed class DemoLabBench : IDisposable
{
    public DemoLabBench()
    {
        Root = Directory.CreateTempSubdirectory("lab").FullName;
        Labs = NewLabs(Acts);
    }

    public string Root { get; }

    public string LabPath => Path.Join(Root, "test", "demo");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 14, 18, 0, 0, TimeSpan.Zero));

    public DemoLabFolder Labs { get; }

    public IFileActs Acts { get; } = new FileActs();

    /// <summary>The variables of the environment.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string DatasetPath(string name) => Labs.Find(LabPath).Datasets.Single(d => d.Name == name).Path;

    public DemoLabFolder NewLabs(IFileActs acts) =>
        new(new SettingsFiles(() => Environment, Root), acts, s => new DatabaseFiles(s, Clock), _ => throw new NotSupportedException(), Clock);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
