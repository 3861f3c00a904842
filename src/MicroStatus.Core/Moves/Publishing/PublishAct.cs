using System.Text.Json;
using MicroStatus.Acquisition;
using MicroStatus.Trash;

namespace MicroStatus.Moves.Publishing;

/// <summary>What settles a publishing after a crash: kept in the act's intent.</summary>
/// <param name="From">Where the Imaris file was.</param>
/// <param name="To">Where it is taken.</param>
/// <param name="NoteFile">The note that stays where the file was.</param>
/// <param name="Inode">What the file is.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Modified">Its modification time in nanoseconds since 1970.</param>
/// <param name="Changed">Its ctime in nanoseconds since 1970, before the rename.</param>
/// <param name="Who">The person, or null for a check.</param>
/// <param name="Why">Why, in a sentence.</param>
internal sealed record PublishAct(string From, string To, string NoteFile, ulong Inode, long Size, long Modified, long Changed, string? Who, string Why)
{
    /// <summary>The plan that it carries out.</summary>
    public PublishPlan ToPlan() => new(From, To, NoteFile, new FileStamp(EntryKind.File, Size, Modified, Changed, Inode));

    /// <summary>The act of a plan.</summary>
    public static PublishAct Of(PublishPlan plan, string? who, string why) => new(
        plan.From, plan.To, plan.NoteFile, plan.Before.Inode, plan.Before.Size, plan.Before.Modified, plan.Before.Changed, who, why);

    /// <summary>As text.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads it; null when the text is none.</summary>
    public static PublishAct? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<PublishAct>(text);
        }
        catch (JsonException)
        {
            return null; // of a later version, perhaps: left open
        }
    }
}
