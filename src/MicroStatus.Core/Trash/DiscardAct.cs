using System.Text.Json;

namespace MicroStatus.Trash;

/// <summary>Parts of a dataset's folder that go to the trash as one entry (lab.md §9): what settles it after a crash, kept in the act's intent.</summary>
public sealed record DiscardAct
{
    /// <summary>The dataset's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The entry, absolute: a folder in which everything keeps its path.</summary>
    public required string Entry { get; init; }

    /// <summary>One of <see cref="Storage.TrashKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The Imaris file that justifies it; null for a colour that is not wanted.</summary>
    public string? Product { get; init; }

    /// <summary>What is done and why, in a sentence.</summary>
    public required string Why { get; init; }

    /// <summary>Files that go, as far as they were counted.</summary>
    public required long Files { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>OME-Zarr groups, whose files were not counted.</summary>
    public int Groups { get; init; }

    /// <summary>What goes.</summary>
    public required IReadOnlyList<DiscardItem> Items { get; init; }

    /// <summary>As text.</summary>
    /// <returns>JSON.</returns>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads it.</summary>
    /// <param name="text">What an intent holds.</param>
    /// <returns>The act; null when the text is none.</returns>
    public static DiscardAct? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<DiscardAct>(text);
        }
        catch (JsonException)
        {
            return null; // of a later version, perhaps: left open
        }
    }
}
