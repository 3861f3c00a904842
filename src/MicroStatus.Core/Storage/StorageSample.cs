namespace MicroStatus.Storage;

/// <summary>How full a store was at a moment.</summary>
/// <param name="Store">The store's name.</param>
/// <param name="Time">When it was measured.</param>
/// <param name="Size">Bytes in all.</param>
/// <param name="Used">Bytes in use.</param>
/// <param name="Free">Bytes that a normal user could still write.</param>
public sealed record StorageSample(string Store, DateTimeOffset Time, long Size, long Used, long Free)
{
    /// <summary>Used space in percent, as <c>df</c> shows it.</summary>
    public int Percent => Space.Percent;

    /// <summary>The space as it was measured.</summary>
    internal VolumeSpace Space => new(Size, Used, Free);
}
