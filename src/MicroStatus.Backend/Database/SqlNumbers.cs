using System.Globalization;

namespace MicroStatus.Backend.Database;

/// <summary>Whole numbers in a statement's text: there may be more of them than a statement takes parameters.</summary>
internal static class SqlNumbers
{
    /// <summary>Numbers as the list of an IN.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <returns>The text between the parentheses.</returns>
    public static string List(IEnumerable<long> numbers) => string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
