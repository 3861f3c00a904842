using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicroStatus.Processing.Analysis;

/// <summary>What an analysis is to do with one dataset, and the file that says so (lab.md §12).</summary>
public sealed record AnalysisTask
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The dataset.</summary>
    public required long Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The Imaris file.</summary>
    public required string ImarisFilePath { get; init; }

    /// <summary>What is to be done.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>The folder that results go to; it need not be there yet.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The task's file.</summary>
    public required string Path { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The content of the task's file.</summary>
    /// <returns>JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["ims_file"] = ImarisFilePath,
            ["actions"] = Actions,
            ["output_folder"] = OutputFolder,
        },
        Readable) + "\n";
}
