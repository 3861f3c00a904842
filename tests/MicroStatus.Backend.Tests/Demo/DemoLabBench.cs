using System.Text.Json;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Configuration;
using MicroStatus.Database;
using Microsoft.Extensions.Time.Testing;

namespace MicroStatus.Backend.Tests.Demo;

/// <summary>A place for demo labs, with a clock that stands still; settings and database are reduced to what the demo lab needs of them.</summary>
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

    /// <summary>What the environment makes of a setting, by name.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string DatasetPath(string name) => Labs.Find(LabPath).Datasets.Single(d => d.Name == name).Path;

    public DemoLabFolder NewLabs(IFileActs acts) => new(new JsonSettings(Environment), acts, s => new EmptyDatabase(s.Database.Path), Clock);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private sealed class JsonSettings(Dictionary<string, string> environment) : ISettingsFiles
    {
        public LoadedSettings Load(string? settingsPath)
        {
            using var json = Parse(settingsPath!);
            using var local = Parse(settingsPath!.Replace(".json", ".local.json", StringComparison.Ordinal));
            var database = json.RootElement.GetProperty("Database").GetProperty("Path").GetString()!;
            var offset = local.RootElement.GetProperty("Demo").GetProperty("ClockOffset").GetString()!;
            var defaults = new StatusSettings();
            var settings = defaults with
            {
                Database = defaults.Database with { Path = database },
                Demo = new DemoSettings { ClockOffset = TimeSpan.ParseExact(offset, "c", System.Globalization.CultureInfo.InvariantCulture) },
            };
            var source = environment.TryGetValue("Database:Path", out var other) ? "environment" : settingsPath;
            return new LoadedSettings(settingsPath, settings, [new EffectiveSetting("Database:Path", other ?? database, defaults.Database.Path, source, "")]);
        }

        public string WriteDefaults(string path, bool overwrite) => throw new NotSupportedException();

        private static JsonDocument Parse(string path) =>
            JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
    }

    private sealed class EmptyDatabase(string path) : IDatabaseFiles
    {
        public string Create()
        {
            File.WriteAllBytes(path, []);
            return path;
        }

        public IDatasetDatabase Open(DatabaseAccess access) => throw new NotSupportedException();

        public DatabaseUpgrade PlanUpgrade() => throw new NotSupportedException();

        public DatabaseUpgrade Upgrade(CancellationToken cancellationToken) => throw new NotSupportedException();

        public DatabaseBackup Backup(string? destination, bool overwrite, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
