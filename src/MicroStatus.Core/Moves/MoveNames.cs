using System.Globalization;
using System.Text.RegularExpressions;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Moves;

/// <summary>Names of moves' jobs and files (lab.md §8). Pure.</summary>
public sealed class MoveNames
{
    private readonly MoveSettings _settings;
    private readonly string _noPi;
    private readonly Regex _unsafe;

    /// <summary>Prepares the rules.</summary>
    /// <param name="settings">Templates and patterns.</param>
    /// <param name="noPi">Written where a dataset has no PI.</param>
    public MoveNames(MoveSettings settings, string noPi)
    {
        _settings = settings;
        _noPi = noPi;
        _unsafe = SettingPattern.Compile(settings.UnsafePattern);
    }

    /// <summary>The name of a dataset's job.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>For example <c>move_00012</c>.</returns>
    public string JobName(long id) => Fill(_settings.JobName, id);

    /// <summary>The name of the job that copies a dataset from Hive back to FastStore.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>For example <c>restore_00012</c>.</returns>
    public string RestoreJobName(long id) => Fill(_settings.RestoreJobName, id);

    /// <summary>The name of the job that proves a copy of a dataset which others have made.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>For example <c>verify_00012</c>.</returns>
    public string ProofJobName(long id) => Fill(_settings.ProofJobName, id);

    /// <summary>The name that a dataset's script, log and markers begin with.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>For example <c>00012_klimstra-w_5CL18_8257_try2_stack1</c>; unsafe characters are replaced.</returns>
    public string BaseName(Dataset row) => _unsafe.Replace(
        _settings.BaseName
            .Replace("{Id5}", Id5(row.Id), StringComparison.Ordinal)
            .Replace("{Pi}", row.Pi ?? _noPi, StringComparison.Ordinal)
            .Replace("{ClNumber}", row.ClNumber ?? string.Empty, StringComparison.Ordinal)
            .Replace("{Name}", row.Name, StringComparison.Ordinal),
        _settings.UnsafeReplacement);

    /// <summary>Whether a file is of a dataset's moves, also when its name or PI has changed since.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="row">The dataset.</param>
    /// <returns>True when it is.</returns>
    public bool IsOf(string file, Dataset row)
    {
        const string Id = "{Id5}_";
        return file.StartsWith(BaseName(row), StringComparison.Ordinal)
            || (_settings.BaseName.StartsWith(Id, StringComparison.Ordinal) && file.StartsWith(Id5(row.Id) + "_", StringComparison.Ordinal));
    }

    private static string Fill(string template, long id) => template.Replace("{Id5}", Id5(id), StringComparison.Ordinal);

    private static string Id5(long id) => id.ToString("D5", CultureInfo.InvariantCulture);
}
