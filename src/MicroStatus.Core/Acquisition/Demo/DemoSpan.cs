namespace MicroStatus.Acquisition.Demo;

/// <summary>A time in which a microscope images at an even pace.</summary>
/// <param name="From">Begin, in minutes of the lab's time since it was made; negative is before.</param>
/// <param name="To">End, in the same minutes.</param>
/// <param name="Units">Ribbons or tiles imaged, one after the other.</param>
public sealed record DemoSpan(double From, double To, int Units)
{
    /// <summary>When each unit is begun and done.</summary>
    /// <returns>The units' times in order.</returns>
    public IEnumerable<(double Begin, double End)> Slots()
    {
        var width = (To - From) / Units;
        for (var i = 0; i < Units; i++)
        {
            yield return (From + (width * i), From + (width * (i + 1)));
        }
    }
}
