namespace MicroStatus.Processing.MesoSpim;

/// <summary>Products compared with what they are made of, by names alone. Pure.</summary>
/// <param name="Found">Products that are there.</param>
/// <param name="Expected">Products that are expected; 0 when nobody knows.</param>
/// <param name="IsComplete">Every one is there.</param>
internal readonly record struct ProductCount(int Found, int Expected, bool IsComplete)
{
    /// <summary>The part that is there, in percent; null when nobody knows.</summary>
    public double? Percent => Expected > 0 ? Math.Round(100.0 * Math.Min(Found, Expected) / Expected, 1) : null;

    /// <summary>Compares sets; a product whose name does not tell what it is stands for any that is missing.</summary>
    /// <param name="expected">What is expected; empty when only their number is known.</param>
    /// <param name="number">Their number when they are not known.</param>
    /// <param name="found">What is there; null for a name that does not tell.</param>
    public static ProductCount Of<T>(IReadOnlySet<T> expected, int number, IEnumerable<T?> found)
        where T : class
    {
        var told = new HashSet<T>();
        var untold = 0;
        foreach (var product in found)
        {
            if (product is null)
            {
                untold++;
            }
            else
            {
                told.Add(product);
            }
        }

        if (expected.Count == 0)
        {
            return new ProductCount(told.Count + untold, number, number > 0 && told.Count + untold >= number);
        }

        told.IntersectWith(expected);
        return new ProductCount(Math.Min(told.Count + untold, expected.Count), expected.Count, told.Count + untold >= expected.Count);
    }
}
