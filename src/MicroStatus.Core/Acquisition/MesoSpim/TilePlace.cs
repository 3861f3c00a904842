namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Where a tile lies in its dataset.</summary>
/// <param name="Name">The name that its metadata carries before the ending: the image file, or <c>group_tile</c> for OME-Zarr.</param>
/// <param name="Id">Which tile it is.</param>
/// <param name="Format">How its image is written.</param>
/// <param name="Group">The OME-Zarr group's folder, or null when the image lies in the dataset's folder itself.</param>
internal sealed record TilePlace(string Name, TileName Id, TileFormat Format, string? Group)
{
    /// <summary>The image, relative to the dataset's folder.</summary>
    public string Image => Group is null ? Name : $"{Group}/{Name[(Group.Length + 1)..]}";
}
