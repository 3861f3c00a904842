namespace MicroStatus.Testing.Slack;

/// <summary>A file whose upload was announced.</summary>
/// <param name="Id">The file's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length as announced.</param>
public sealed record UploadedFile(string Id, string Name, long Length)
{
    /// <summary>The bytes, once they have arrived.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>The title that it was shown with.</summary>
    public string? Title { get; init; }
}
