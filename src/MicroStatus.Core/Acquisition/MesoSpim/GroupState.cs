namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What is remembered of an OME-Zarr group's folder; its tiles are remembered as tiles.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Modified">Its modification time when it was listed.</param>
/// <param name="IsTrusted">The listing is so much younger than that time that a later change must carry another one.</param>
internal sealed record GroupState(string Name, DateTimeOffset Modified, bool IsTrusted);
