namespace MicroStatus.Storage;

/// <summary>The space of a file system, as <c>df</c> shows it.</summary>
/// <param name="Size">Bytes in all, what is kept for the administrator included.</param>
/// <param name="Used">Bytes in use.</param>
/// <param name="Free">Bytes that a normal user can still write; less than the rest where some are kept for the administrator.</param>
public readonly record struct VolumeSpace(long Size, long Used, long Free)
{
    /// <summary>Used space in percent: used / (used + free), rounded up (lab.md §1); 0 for a file system without any.</summary>
    public int Percent
    {
        get
        {
            var usable = (Int128)Used + Free;
            return usable <= 0 ? 0 : (int)((((Int128)Used * 100) + usable - 1) / usable);
        }
    }

    /// <summary>How many more bytes must be used until the percentage shows a value.</summary>
    /// <param name="percent">The value, 1 to 100.</param>
    /// <returns>Bytes; 0 when it is reached already.</returns>
    public long BytesUntil(int percent)
    {
        // Rounded up: a value shows as soon as the one below it is exceeded by a byte.
        var usable = (Int128)Used + Free;
        var first = ((usable * (percent - 1)) / 100) + 1;
        return first <= Used ? 0 : (long)(first - Used);
    }
}
