using System.Globalization;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>What is moved to measure moves.</summary>
/// <param name="Files">Small files.</param>
/// <param name="Kilobytes">Size of each.</param>
/// <param name="Gigabytes">Size of the one big file.</param>
/// <param name="Runs">How often each way is measured.</param>
internal sealed record MoveShape(int Files = 20_000, int Kilobytes = 16, int Gigabytes = 10, int Runs = 3)
{
    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">Names and numbers.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentException">A name is unknown, or has no number.</exception>
    public static MoveShape Parse(IReadOnlyList<string> arguments)
    {
        var shape = new MoveShape();
        foreach (var pair in arguments.Chunk(2))
        {
            var number = pair.Length == 2 && int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0
                ? given
                : throw new ArgumentException($"{pair[0]} needs a number.", nameof(arguments));
            shape = pair[0] switch
            {
                "--files" => shape with { Files = number },
                "--kilobytes" => shape with { Kilobytes = number },
                "--gigabytes" => shape with { Gigabytes = number },
                "--runs" => shape with { Runs = number },
                _ => throw new ArgumentException($"'{pair[0]}' is unknown.", nameof(arguments)),
            };
        }

        return shape;
    }
}
