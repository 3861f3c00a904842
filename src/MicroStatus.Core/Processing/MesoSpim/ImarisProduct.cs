namespace MicroStatus.Processing.MesoSpim;

/// <summary>An Imaris file that processing has made, or is making.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Reason">Why it does not open, or null.</param>
internal sealed record ImarisProduct(ImarisProductState State, string Path, long Size, DateTimeOffset Modified, string? Reason)
{
    /// <summary>Its name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
