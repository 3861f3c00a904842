namespace MicroStatus.Configuration;

/// <summary>Finds, reads and writes settings files.</summary>
public interface ISettingsFiles
{
    /// <summary>Reads the settings in force.</summary>
    /// <param name="settingsPath">A settings file or a folder that holds <c>microstatus.json</c>; null: <c>$MICROSTATUS_SETTINGS</c> alone when
    /// it is set, else <c>~/.config/microstatus/</c>, then <c>/etc/microstatus/</c>.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="StatusException"><c>SettingsNotFound</c>: names every place looked at. <c>SettingsInvalid</c>: lists every problem with
    /// its JSON path, what was found and what is allowed.</exception>
    LoadedSettings Load(string? settingsPath);

    /// <summary>Writes a commented file with all defaults.</summary>
    /// <param name="path">The file (its name ends in <c>.json</c>), or a folder to put <c>microstatus.json</c> into; folders are made.</param>
    /// <param name="overwrite">An existing file is replaced.</param>
    /// <returns>The file.</returns>
    /// <exception cref="StatusException"><c>SettingsExists</c>, <c>SettingsNotWritten</c>.</exception>
    string WriteDefaults(string path, bool overwrite);
}
