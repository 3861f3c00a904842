namespace MicroStatus.Benchmarks.Measuring;

/// <summary>The montages that are measured.</summary>
/// <param name="Rows">Rows of tiles.</param>
/// <param name="Columns">Columns of tiles.</param>
/// <param name="Edge">Pixels of a tile's edge.</param>
/// <param name="Runs">How often each way is run; medians are told.</param>
internal sealed record MontageShape(int Rows = 8, int Columns = 12, int Edge = 2048, int Runs = 3)
{
    /// <summary>Reads it from a command line.</summary>
    /// <param name="arguments">Pairs of an option and a number.</param>
    /// <returns>The shape.</returns>
    public static MontageShape Parse(IReadOnlyList<string> arguments)
    {
        var shape = new MontageShape();
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            var number = int.Parse(arguments[i + 1], System.Globalization.CultureInfo.InvariantCulture);
            shape = arguments[i] switch
            {
                "--rows" => shape with { Rows = number },
                "--columns" => shape with { Columns = number },
                "--edge" => shape with { Edge = number },
                "--runs" => shape with { Runs = number },
                var other => throw new ArgumentException($"There is no option {other}.", nameof(arguments)),
            };
        }

        return shape;
    }
}
