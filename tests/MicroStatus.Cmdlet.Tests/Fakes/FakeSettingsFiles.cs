using MicroStatus.Configuration;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Settings without a file: one set for every path, or a failure.</summary>
public sealed class FakeSettingsFiles : ISettingsFiles
{
    private readonly List<string?> _asked = [];

    public StatusSettings Settings { get; set; } = new();

    public IReadOnlyList<EffectiveSetting> Effective { get; set; } = [];

    /// <summary>Thrown by <see cref="Load"/> when set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Every path that settings were asked for, in order.</summary>
    public IReadOnlyList<string?> Asked => _asked;

    /// <summary>Files that <see cref="WriteDefaults"/> finds or has made.</summary>
    public ISet<string> Existing { get; } = new HashSet<string>(StringComparer.Ordinal);

    public LoadedSettings Load(string? settingsPath)
    {
        _asked.Add(settingsPath);
        return Failure is null
            ? new LoadedSettings(settingsPath ?? "/etc/microstatus/microstatus.json", Settings, Effective)
            : throw Failure;
    }

    public string WriteDefaults(string path, bool overwrite)
    {
        var file = path.EndsWith(".json", StringComparison.Ordinal) ? path : Path.Join(path, "microstatus.json");
        if (!Existing.Add(file) && !overwrite)
        {
            throw new StatusException("SettingsExists", StatusErrorCategory.Exists, $"{file} exists.", target: file);
        }

        return file;
    }
}
