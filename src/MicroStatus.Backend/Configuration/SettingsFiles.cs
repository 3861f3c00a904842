using System.Collections;
using System.Text;
using MicroStatus.Backend.Storage;
using MicroStatus.Configuration;
using MicroStatus.Configuration.Binding;

namespace MicroStatus.Backend.Configuration;

/// <summary>Settings files on disk, with the environment over them.</summary>
public sealed class SettingsFiles : ISettingsFiles
{
    private const string FileName = "microstatus.json";
    private const string LocalFileName = "microstatus.local.json";
    private const string SecretsFileName = ".env";
    private const string PathVariable = "MICROSTATUS_SETTINGS";

    private readonly Func<IReadOnlyDictionary<string, string>> _environment;
    private readonly string _machineFolder;

    /// <summary>Settings of this machine and process.</summary>
    public SettingsFiles()
        : this(ProcessEnvironment, "/etc/microstatus")
    {
    }

    /// <summary>Settings elsewhere.</summary>
    /// <param name="environment">Reads the environment's variables.</param>
    /// <param name="machineFolder">The last folder to look into.</param>
    internal SettingsFiles(Func<IReadOnlyDictionary<string, string>> environment, string machineFolder)
    {
        _environment = environment;
        _machineFolder = machineFolder;
    }

    /// <inheritdoc/>
    public LoadedSettings Load(string? settingsPath)
    {
        var environment = _environment();
        var home = HomeOf(environment);
        var file = Find(settingsPath, environment, home);
        var folder = Path.GetDirectoryName(file)!;
        var layers = new List<SettingsLayer>();
        void Add(SettingsLayer? layer)
        {
            if (layer is not null)
            {
                layers.Add(layer);
            }
        }

        Add(JsonLayer.Read(file) ?? throw NotFound([file]));
        var local = Path.Join(folder, LocalFileName);
        if (local != file)
        {
            Add(JsonLayer.Read(local));
        }

        Add(DotEnvFile.Read(Path.Join(folder, SecretsFileName)));
        Add(EnvironmentLayer.From(environment, SettingsSources.Environment));
        return SettingsBinder.Bind(file, home, layers);
    }

    /// <inheritdoc/>
    public string WriteDefaults(string path, bool overwrite)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = FileToWrite(path);
        if (!overwrite && Path.Exists(file))
        {
            throw Exists(file);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            SharedFile.Write(file, Encoding.UTF8.GetBytes(SettingsTemplate.Write()), overwrite);
            return file;
        }
        catch (IOException) when (!overwrite && Path.Exists(file))
        {
            throw Exists(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StatusException(
                "SettingsNotWritten",
                e is UnauthorizedAccessException ? StatusErrorCategory.Permission : StatusErrorCategory.Failure,
                $"The settings file {file} could not be written: {e.Message}",
                "Name another place with -Path, or ask for the right to write there.",
                file,
                e);
        }
    }

    private static string FileToWrite(string path)
    {
        var isFile = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);
        return Path.GetFullPath(isFile ? path : Path.Join(path, FileName));
    }

    private string Find(string? settingsPath, IReadOnlyDictionary<string, string> environment, string home)
    {
        var named = settingsPath ?? environment.GetValueOrDefault(PathVariable);
        if (!string.IsNullOrEmpty(named))
        {
            // Named by a person: a slip must not end in another lab's settings.
            var path = new PathBase(Environment.CurrentDirectory, home).MakeAbsolute(named.Replace("\0", "", StringComparison.Ordinal));
            var file = Directory.Exists(path) ? Path.Join(path, FileName) : path;
            return Path.Exists(file) ? file : throw NotFound([file]);
        }

        string[] places = [Path.Join(home, ".config/microstatus", FileName), Path.Join(_machineFolder, FileName)];
        return places.FirstOrDefault(Path.Exists) ?? throw NotFound(places);
    }

    private static StatusException NotFound(string[] places) => new(
        "SettingsNotFound",
        StatusErrorCategory.NotFound,
        $"There is no settings file: looked for {string.Join(" and ", places)}.",
        "Write one with New-StatusSettings, or name one with -SettingsPath or $env:MICROSTATUS_SETTINGS.",
        places[0]);

    private static StatusException Exists(string file) => new(
        "SettingsExists",
        StatusErrorCategory.Exists,
        $"The settings file {file} exists already.",
        "Use -Force to replace it.",
        file);

    private static string HomeOf(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("HOME") is { Length: > 0 } home && Path.IsPathRooted(home)
            ? home
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static Dictionary<string, string> ProcessEnvironment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string)variable.Value!;
        }

        return variables;
    }
}
