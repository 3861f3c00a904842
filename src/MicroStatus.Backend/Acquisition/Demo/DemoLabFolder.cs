using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Demo;
using MicroStatus.Backend.Processing.Demo;
using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Demo labs in folders.</summary>
/// <param name="settingsFiles">Reads the lab's settings.</param>
/// <param name="acts">Writes the lab's own small files.</param>
/// <param name="databaseFiles">Makes the lab's database.</param>
/// <param name="clusters">Lists the lab's jobs.</param>
/// <param name="clock">The machine's clock.</param>
public sealed class DemoLabFolder(
    ISettingsFiles settingsFiles,
    IFileActs acts,
    Func<StatusSettings, IDatabaseFiles> databaseFiles,
    Func<StatusSettings, IClusterExecutor> clusters,
    TimeProvider clock) : IDemoLab
{
    // Products are whole somewhat before a step is over, and have come to rest at its end.
    private const double RestOfStep = 0.1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public DemoLab Create(string path, bool replace)
    {
        var places = new DemoPlaces(Path.GetFullPath(path));
        MakeRoom(places, replace);
        var state = new DemoLabState(DemoLabState.DemoLabKind, Ready: false, []);
        acts.WriteFile(places.StatePath, state.ToBytes());
        foreach (var folder in places.Folders)
        {
            Directory.CreateDirectory(folder);
        }

        acts.WriteFile(places.SettingsPath, Encoding.UTF8.GetBytes(DemoSettingsText.Render(places.Root)));
        WriteOffset(places, TimeSpan.Zero);
        var settings = LoadIsolated(places);
        new DemoStandIns(places.Cluster, settings).Write();
        var now = clock.GetUtcNow();
        Write(places, settings, after: null, TimeSpan.Zero, now);
        databaseFiles(settings).Create();
        state = state with { Ready = true };
        acts.WriteFile(places.StatePath, state.ToBytes());
        return Describe(places, settings, state, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public DemoLab Find(string path)
    {
        var (places, state) = Open(path);
        var settings = LoadIsolated(places);
        return Describe(places, settings, state, settings.Demo.ClockOffset);
    }

    /// <inheritdoc/>
    public void SetFault(string path, StageKind? stage, DemoFault fault, string name)
    {
        var (places, state) = Open(path);
        var faults = DemoFaults.With(state.Faults, stage, fault, name);
        var standIns = new DemoStandIns(places.Cluster, LoadIsolated(places));
        acts.WriteFile(places.StatePath, (state with { Faults = faults }).ToBytes());
        foreach (var requested in DemoStandIns.Requested)
        {
            standIns.Refuse(requested, [.. DemoScenarios.All.Select(s => s.Name).Where(s => DemoFaults.Of(faults, requested, s) == DemoFault.Fail)]);
        }
    }

    /// <inheritdoc/>
    public async Task WaitAsync(string path, CancellationToken cancellationToken)
    {
        var settings = LoadIsolated(Open(path).Places);
        if (settings.Cluster.Executor != ClusterExecutor.Local)
        {
            return; // a real cluster's jobs take their own time
        }

        var cluster = clusters(settings);
        var begun = clock.GetTimestamp();
        while (clock.GetElapsedTime(begun) < Patience && (await cluster.ListAsync(cancellationToken)).Any(job => job.IsLive))
        {
            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public DemoLab Step(string path, TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        var (places, state) = Open(path);
        var settings = LoadIsolated(places);
        var before = settings.Demo.ClockOffset;
        var offset = before + span;

        // The clock goes ahead last: a step that is cut short is done again by the next.
        state = state with { Steps = [.. state.Steps.Where(s => s <= before), offset] };
        acts.WriteFile(places.StatePath, state.ToBytes());
        var now = clock.GetUtcNow() + offset;
        Write(places, settings, before, offset, now);
        if (Directory.Exists(places.Cluster.Folder))
        {
            new DemoCluster(places.Cluster, settings, state.Faults).Work(offset.TotalMinutes, now - (span * RestOfStep));
        }

        WriteOffset(places, offset);
        return Describe(places, settings, state, offset);
    }

    private static void MakeRoom(DemoPlaces places, bool replace)
    {
        if (File.Exists(places.Root) || (Directory.Exists(places.Root) && Directory.EnumerateFileSystemEntries(places.Root).Any()))
        {
            if (!replace)
            {
                throw new StatusException(
                    "DemoLabExists",
                    StatusErrorCategory.Exists,
                    $"{places.Root} exists and is not an empty folder.",
                    "Choose another folder, or replace an earlier demo lab with -Force.",
                    places.Root);
            }

            if (DemoLabState.Read(places.StatePath) is null)
            {
                throw NotADemoLab(places.Root, "Only a demo lab is ever replaced; choose another folder.");
            }

            // What names it a demo lab goes last, so that a replacement that was cut short can be repeated.
            foreach (var entry in places.Contents)
            {
                Remove(entry);
            }

            Remove(places.StatePath);
        }

        Directory.CreateDirectory(places.Root);
    }

    private static void Remove(string path)
    {
        var entry = new FileInfo(path);
        if (entry.LinkTarget is null && Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            entry.Delete();
        }
    }

    private static (DemoPlaces Places, DemoLabState State) Open(string path)
    {
        var root = Path.GetFullPath(path);
        if (File.Exists(root))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var places = new DemoPlaces(root);
        return DemoLabState.Read(places.StatePath) switch
        {
            null => throw NotADemoLab(root, "Make one with New-DemoLab; time passes by itself in a real lab."),
            { Ready: false } => throw NotADemoLab(root, "Making it was cut short; make it anew with New-DemoLab -Force."),
            var state => (places, state),
        };
    }

    private static StatusException NotADemoLab(string root, string action) =>
        new("NotADemoLab", StatusErrorCategory.InvalidOperation, $"{root} does not hold a complete demo lab.", action, root);

    private static void Write(DemoPlaces places, StatusSettings settings, TimeSpan? after, TimeSpan until, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Lab.TimeZone);
        foreach (var scenario in DemoScenarios.All)
        {
            new DemoMicroscope(scenario, places, zone).Write(after?.TotalMinutes, until.TotalMinutes, now);
        }
    }

    // Environment variables go before settings files: a demo lab must not act on a real lab's database or stores because of one.
    private StatusSettings LoadIsolated(DemoPlaces places)
    {
        var loaded = settingsFiles.Load(places.SettingsPath);
        foreach (var setting in loaded.Effective)
        {
            if (setting is { Default: string original, Value: string value } &&
                DemoSettingsText.Below(original, places.Root) is var expected &&
                expected != original &&
                value != expected)
            {
                throw new StatusException(
                    "DemoLabNotIsolated",
                    StatusErrorCategory.InvalidOperation,
                    $"{setting.Name} of the demo lab in {places.Root} is {value} (from {setting.Source}), which is not its own.",
                    $"Expected {expected}: remove what sets it.",
                    places.Root);
            }
        }

        return loaded.Settings;
    }

    private void WriteOffset(DemoPlaces places, TimeSpan offset) => acts.WriteFile(
        places.LocalSettingsPath,
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\n  \"Demo\": {{\n    \"ClockOffset\": \"{offset:c}\"\n  }}\n}}\n")));

    private DemoLab Describe(DemoPlaces places, StatusSettings settings, DemoLabState state, TimeSpan offset) => new()
    {
        Path = places.Root,
        SettingsPath = places.SettingsPath,
        Now = TimeZoneInfo.ConvertTime(clock.GetUtcNow() + offset, TimeZoneInfo.FindSystemTimeZoneById(settings.Lab.TimeZone)),
        Step = state.Steps.Count(s => s <= offset),
        // An array: PowerShell cannot index the list that a collection expression makes.
        Datasets = DemoScenarios.All.Select(s => new DemoDataset(s.Name, s.Modality, places.DatasetFolder(s), s.Purpose)).ToArray(),
        Faults = state.Faults.ToArray(),
    };
}
