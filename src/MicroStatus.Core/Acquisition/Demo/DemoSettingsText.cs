using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using MicroStatus.Configuration;

namespace MicroStatus.Acquisition.Demo;

/// <summary>Settings of a lab that lives whole below one folder: every default below a store's root is put below that folder.</summary>
/// <remarks>Nor does such a lab reach people or the cluster: its messages go to the log, and its jobs run on this machine.</remarks>
public static class DemoSettingsText
{
    private static readonly StatusSettings Defaults = new();

    // Wherever one of the roots begins a path: the whole value, or a word of a command.
    private static readonly Regex RealPath = new(
        $@"(?<![^\s""'=])(?:{Regex.Escape(Defaults.Storage.FastStore.Root)}|{Regex.Escape(Defaults.Storage.Hive.Root)})(?=/|\s|""|'|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private static readonly Dictionary<(Type Section, string Name), Func<string, string>> KeptApart = new()
    {
        [(typeof(MessageSettings), nameof(MessageSettings.MessagesEnabled))] = _ => "false",
        [(typeof(HeartbeatSettings), nameof(HeartbeatSettings.Enabled))] = _ => "false",
        [(typeof(ClusterSettings), nameof(ClusterSettings.Executor))] = _ => Quoted(nameof(ClusterExecutor.Local)),
        [(typeof(DemoSettings), nameof(DemoSettings.JobsFolder))] = folder => Quoted(JobsFolder(folder)),
        // A lab without a cluster submits nothing: the script itself is the command.
        [(typeof(DenoisingSettings), nameof(DenoisingSettings.Start))] = folder => Listed(
            Defaults.Rscm.Processing.Denoising.Start.Except(Defaults.Cluster.Submit, StringComparer.Ordinal).Select(word => Below(word, folder))),
    };

    /// <summary>What a demo lab's played cluster keeps, below the lab's folder.</summary>
    public const string ClusterFolder = "demo-cluster";

    /// <summary>Writes the settings that differ from the defaults, each with its meaning as a comment.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <returns>JSON with comments.</returns>
    public static string Render(string folder)
    {
        var text = new StringBuilder();
        text.Append("// A lab of its own below this folder: what differs from the defaults. Everything else is as in a real lab.\n{\n");
        text.AppendJoin(",\n", Section(Defaults, folder, 1));
        return text.Append("\n}\n").ToString();
    }

    /// <summary>Where a path of a real lab lies in the folder.</summary>
    /// <param name="value">A default; its paths begin with a store's root, or it has none.</param>
    /// <param name="folder">The folder, absolute.</param>
    /// <returns>The value with its paths put below the folder.</returns>
    public static string Below(string value, string folder) => RealPath.Replace(value, m => folder.TrimEnd('/') + m.Value);

    /// <summary>Where the played cluster leaves its jobs.</summary>
    /// <param name="folder">The lab's folder, absolute.</param>
    /// <returns>An absolute path.</returns>
    public static string JobsFolder(string folder) => $"{folder.TrimEnd('/')}/{ClusterFolder}/jobs";

    private static IEnumerable<string> Section(object section, string folder, int depth)
    {
        var indent = new string(' ', depth * 2);
        foreach (var property in section.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var value = property.GetValue(section);
            var meaning = property.GetCustomAttribute<SettingAttribute>() is { } setting ? $"{indent}// {setting.Description}\n" : "";
            if ((KeptApart.GetValueOrDefault((section.GetType(), property.Name))?.Invoke(folder) ?? Moved(value, folder)) is { } json)
            {
                yield return $"{meaning}{indent}{Quoted(property.Name)}: {json}";
            }
            else if (value?.GetType() is { IsClass: true } type && type.Namespace == typeof(StatusSettings).Namespace)
            {
                var inner = string.Join(",\n", Section(value, folder, depth + 1));
                if (inner.Length > 0)
                {
                    yield return $"{meaning}{indent}{Quoted(property.Name)}: {{\n{inner}\n{indent}}}";
                }
            }
        }
    }

    private static string? Moved(object? value, string folder)
    {
        if (value is string text)
        {
            return RealPath.IsMatch(text) ? Quoted(Below(text, folder)) : null;
        }

        var texts = (value as IEnumerable)?.OfType<string>().ToList();
        return texts?.Exists(t => RealPath.IsMatch(t)) == true ? Listed(texts.Select(t => Below(t, folder))) : null;
    }

    private static string Listed(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
